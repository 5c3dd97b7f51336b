import { reportAddress } from '../model/address.ts';
import type { Archive } from '../model/archive.ts';
import type { GlossaryEntry } from '../model/glossary.ts';
import type { TraditionalStandard } from '../model/site.ts';
import { type Converter, createConverter } from './converter.ts';

/** What of the archive decides its Traditional text; plain data, so it can be hashed or sent to a worker. */
export interface VariantSettings {
  readonly standard: TraditionalStandard;
  readonly siteGlossary: readonly GlossaryEntry[];
  /** Reports that bring entries of their own. */
  readonly reports: readonly {
    readonly address: string;
    readonly glossary: readonly GlossaryEntry[];
    /** Texts by which other pages name the report. */
    readonly names: readonly string[];
  }[];
}

export function variantSettings(
  archive: Pick<Archive, 'site' | 'glossary' | 'reports'>,
): VariantSettings {
  return {
    standard: archive.site.traditional,
    siteGlossary: archive.glossary,
    reports: archive.reports
      .filter((report) => report.glossary.length > 0)
      .map((report) => ({
        address: reportAddress(report),
        glossary: report.glossary,
        names: [report.title, report.summary ?? ''].filter((name) => name !== ''),
      })),
  };
}

/**
 * Makes the function that gives each page its converter: a report's page follows the report's own
 * glossary; every other page follows it for the report's title and summary alone, so that a report
 * has one name throughout the archive.
 */
export function siteConverters(settings: VariantSettings): (address: string) => Converter {
  const { standard, siteGlossary } = settings;
  const plain = createConverter({ standard, siteGlossary });
  const ofReport = new Map(
    settings.reports.map(({ address, glossary }) => [
      address,
      createConverter({ standard, siteGlossary, reportGlossary: glossary }),
    ]),
  );
  const names = settings.reports.flatMap(({ address, names }) =>
    names
      .map((simplified) => ({
        simplified,
        traditional: ofReport.get(address)?.convert(simplified) ?? simplified,
      }))
      .filter(({ simplified, traditional }) => plain.convert(simplified) !== traditional),
  );
  const general =
    names.length === 0 ? plain : createConverter({ standard, siteGlossary, reportGlossary: names });
  return (address) => ofReport.get(address) ?? general;
}
