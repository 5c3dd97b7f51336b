import type { ArchiveDocument } from './document.ts';
import type { GlossaryEntry } from './glossary.ts';
import type { Edition, Indicator, IndicatorKey } from './indicator.ts';
import type { Issuer } from './issuer.ts';
import type { Redirect } from './redirect.ts';
import type { ArchiveImage, Report, ReportBody } from './report.ts';
import type { ShareCard } from './share-card.ts';
import type { Site } from './site.ts';
import type { TypedReport } from './typed-report.ts';

/** Everything the content folder holds, validated, linked and frozen. */
export interface Archive {
  /** Absolute path of the content folder. */
  readonly contentDir: string;
  readonly site: Site;
  /** Newest edition first. */
  readonly editions: readonly Edition[];
  /** In the order of issuers.yaml. */
  readonly issuers: readonly Issuer[];
  /** Year newest first; inside a year published newest first (unknown last), then title, then slug. */
  readonly reports: readonly Report[];
  readonly glossary: readonly GlossaryEntry[];
  /** In the order of redirects.yaml. */
  readonly redirects: readonly Redirect[];
  /** Every year that has a report, newest first. */
  readonly years: readonly number[];
  /** Every indicator by `edition/code`. */
  readonly indicatorByKey: ReadonlyMap<IndicatorKey, Indicator>;
  /** Reports filed under exactly this indicator, in the order of `reports`. */
  readonly reportsByIndicator: ReadonlyMap<IndicatorKey, readonly Report[]>;
  /** Reports filed under this indicator or any below it, each once, in the order of `reports`. */
  readonly reportsUnderIndicator: ReadonlyMap<IndicatorKey, readonly Report[]>;
  readonly reportsByYear: ReadonlyMap<number, readonly Report[]>;
  readonly reportsByIssuer: ReadonlyMap<string, readonly Report[]>;
  /** Every report's body, rendered and sanitised, by the report's `file`. */
  readonly bodies: ReadonlyMap<string, ReportBody>;
  /** Every report's body as it was written, in Markdown with LF line ends, by the report's `file`. */
  readonly sources: ReadonlyMap<string, string>;
  /** What was typed of every report, which its finished page is held against, by the report's `file`. */
  readonly typed: ReadonlyMap<string, TypedReport>;
  /** The pages of `content/pages/`, by name. */
  readonly documents: readonly ArchiveDocument[];
  /** Every picture that a body or a page shows, by its path relative to the content folder. */
  readonly images: ReadonlyMap<string, ArchiveImage>;
  /** Undefined where the content folder keeps none. */
  readonly card: ShareCard | undefined;
}

/**
 * The body of one of the archive's reports.
 *
 * @throws when the report is not of this archive.
 */
export function bodyOf(archive: Pick<Archive, 'bodies'>, report: Pick<Report, 'file'>): ReportBody {
  const body = archive.bodies.get(report.file);
  if (body === undefined) throw new Error(`${report.file} is not a report of this archive`);
  return body;
}

/**
 * The body of one of the archive's reports as it was written.
 *
 * @throws when the report is not of this archive.
 */
export function sourceOf(archive: Pick<Archive, 'sources'>, report: Pick<Report, 'file'>): string {
  const source = archive.sources.get(report.file);
  if (source === undefined) throw new Error(`${report.file} is not a report of this archive`);
  return source;
}
