import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Indicator } from '../../model/indicator.ts';
import type { Issuer } from '../../model/issuer.ts';
import type { Report, ReportBody } from '../../model/report.ts';
import { reportMarkdown } from '../../model/report-markdown.ts';
import { nearest } from '../check/nearest.ts';
import type { ProblemList } from '../check/problem-list.ts';
import type { SourceLines } from '../check/source-lines.ts';
import type { ReadReport } from '../read/read-report.ts';
import { yamlLines } from '../read/yaml-source.ts';
import { deepFreeze } from './frozen.ts';
import { AttachmentLinker } from './link-attachments.ts';
import type { ReadContent } from './read-content.ts';

/** A report with what the archive keeps beside it. */
interface LinkedReport {
  readonly report: Report;
  readonly body: ReportBody;
  /** The body as written. */
  readonly markdown: string;
}

/** Links reports to their issuers, indicators and attachments, and knows in the end what nothing uses. */
export class ReportLinker {
  readonly #content: ReadContent;
  readonly #issuers: ReadonlyMap<string, Issuer>;
  readonly #indicators: ReadonlyMap<string, Indicator>;
  readonly #problems: ProblemList;
  /** Pictures of the bodies. */
  readonly #used = new Set<string>();
  readonly #attachments: AttachmentLinker;

  constructor(
    content: ReadContent,
    issuers: ReadonlyMap<string, Issuer>,
    indicators: ReadonlyMap<string, Indicator>,
    problems: ProblemList,
  ) {
    this.#content = content;
    this.#issuers = issuers;
    this.#indicators = indicators;
    this.#problems = problems;
    this.#attachments = new AttachmentLinker(content, problems);
  }

  link(read: ReadReport): LinkedReport | undefined {
    for (const image of read.rendered.body.images) this.#used.add(image.file);
    const { frontMatter, fields } = read;
    const source = yamlLines(read.yaml, { file: read.file, firstLine: 2 });
    if (frontMatter === undefined) {
      // It cannot be published; what can be judged of it is.
      this.#attachments.link(read, source, fields.attachments ?? []);
      if (fields.issuer !== undefined) this.#linkIssuer(fields.issuer, source);
      this.#linkIndicators(fields.indicators ?? [], source);
      return undefined;
    }
    const attachments = this.#attachments.link(read, source, frontMatter.attachments ?? []);
    const issuer = this.#linkIssuer(frontMatter.issuer, source);
    const [first, ...others] = this.#linkIndicators(frontMatter.indicators, source);
    if (issuer === undefined || first === undefined) return undefined;
    const { documentNumber, indexNumber, summary, note, published } = frontMatter;
    const unhashed: Omit<Report, 'sha256'> = {
      year: read.year,
      slug: read.slug,
      title: frontMatter.title,
      issuer,
      indicators: [first, ...others],
      ...(published === undefined ? {} : { published: published.replace('T', ' ') }),
      ...(documentNumber === undefined ? {} : { documentNumber }),
      ...(indexNumber === undefined ? {} : { indexNumber }),
      ...(frontMatter.source === undefined ? {} : { source: frontMatter.source }),
      ...(summary === undefined ? {} : { summary }),
      keywords: frontMatter.keywords ?? [],
      attachments,
      glossary: frontMatter.glossary ?? [],
      ...(note === undefined ? {} : { note }),
      file: read.file,
      characters: read.rendered.characters,
    };
    const { markdown } = read;
    const sha256 = createHash('sha256').update(reportMarkdown(unhashed, markdown)).digest('hex');
    return {
      report: deepFreeze({ ...unhashed, sha256 }),
      body: deepFreeze(read.rendered.body),
      markdown,
    };
  }

  /** Files beside the reports that nothing publishes would be lost without a word. */
  reportUnused(linked: readonly Report[]): void {
    const { reports, besideReports, besidePages } = this.#content.files;
    const done = new Set(linked.map(({ file }) => file));
    // What an unusable report lists is not known: its folder is judged when it is mended.
    const unjudged = new Set(
      reports.filter((file) => !done.has(file)).map((file) => posix.dirname(file)),
    );
    for (const file of besideReports) {
      const isUsed = this.#used.has(file) || this.#attachments.listed.has(file);
      if (isUsed || unjudged.has(file.split('/').slice(0, 2).join('/'))) continue;
      this.#problems.add('unused-file', {
        file,
        message: '没有报告把它列为附件或用作插图，不会发布。',
      });
    }
    const shown = new Set(
      this.#content.documents.flatMap(({ rendered }) =>
        rendered.body.images.map(({ file }) => file),
      ),
    );
    for (const file of besidePages) {
      if (shown.has(file)) continue;
      this.#problems.add('unused-file', { file, message: '没有页面用它作插图，不会发布。' });
    }
  }

  #linkIssuer(id: string, source: SourceLines): Issuer | undefined {
    const issuer = this.#issuers.get(id);
    if (issuer === undefined && this.#judgesIssuer(id)) {
      const named = [...this.#issuers.values()].find((one) => one.name === id)?.id;
      this.#problems.add('unknown-issuer', {
        file: source.file,
        line: source.lineOf(['issuer']),
        message: `issuers.yaml 里没有 id 为“${id}”的发布机构。`,
        nearest: () => named ?? nearest(id, this.#issuers.keys()),
      });
    }
    return issuer;
  }

  #linkIndicators(keys: readonly string[], source: SourceLines): readonly Indicator[] {
    const found = new Set<Indicator>();
    for (const [index, key] of keys.entries()) {
      // Only for a fault: the front matter is read anew to know its lines.
      const place = () => ({ file: source.file, line: source.lineOf(['indicators', index]) });
      const indicator = this.#indicators.get(key);
      if (indicator === undefined) {
        if (!this.#judgesIndicator(key)) continue;
        this.#problems.add('unknown-indicator', {
          ...place(),
          message: `指标体系里没有“${key}”。`,
          nearest: () => this.#nearestIndicator(key),
        });
      } else if (found.has(indicator)) {
        this.#problems.add('repeated-value', { ...place(), message: `指标“${key}”列了两次。` });
      } else found.add(indicator);
    }
    return [...found];
  }

  #nearestIndicator(key: string): string | undefined {
    const keys = [...this.#indicators.keys()].sort();
    const [edition = '', code = edition] = key.split('/');
    const siblings = keys.filter((known) => known.startsWith(`${edition}/`));
    // A code without its edition, or in one that does not exist, means the newest one that has it.
    return siblings.length > 0
      ? nearest(key, siblings)
      : keys.findLast((known) => known.endsWith(`/${code}`));
  }

  /** A broken issuers.yaml is one problem, not one more in every report: what it names counts. */
  #judgesIssuer(id: string): boolean {
    const { value, source } = this.#content.issuers;
    if (value !== undefined) return true;
    if (!Array.isArray(source?.value)) return false;
    return !source.value.some((entry: unknown) => {
      return typeof entry === 'object' && entry !== null && 'id' in entry && entry.id === id;
    });
  }

  /** Likewise a broken edition. */
  #judgesIndicator(key: string): boolean {
    const { editions, files } = this.#content;
    const read = new Set(editions.map(({ file }) => file));
    const file = `indicators/${key.split('/')[0]}.yaml`;
    return read.size > 0 && (read.has(file) || !files.editions.includes(file));
  }
}
