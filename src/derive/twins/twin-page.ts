import { feedAddress, hasTraditionalFile } from '../../model/address.ts';
import { convertFeed } from '../../variant/convert-feed.ts';
import { convertPage } from '../../variant/convert-page.ts';
import { isPageAddress } from '../../variant/page-addresses.ts';
import { siteConverters, type VariantSettings } from '../../variant/site-converters.ts';

/** Everything that decides a Traditional page beside the Simplified one; plain data. */
export interface TreeSettings {
  readonly variant: VariantSettings;
  readonly base: string;
  readonly origin: string | undefined;
}

export interface TreeJob {
  /** Path below the output folder, with `/`: `years/2019/index.html`. */
  readonly file: string;
  readonly html: string;
}

export interface TreeResult {
  readonly html: string;
  readonly problems: readonly string[];
}

/** `years/2019/index.html` → `/years/2019/`, `404.html` → `/404.html`. */
export function addressOfFile(file: string): string {
  return `/${file.replace(/(^|\/)index\.html$/, '$1')}`;
}

/** Makes the function that turns one Simplified page of the output into its Traditional twin. */
export function treeConversion(settings: TreeSettings): (job: TreeJob) => TreeResult {
  const converterFor = siteConverters(settings.variant);
  return ({ file, html }) => {
    const address = addressOfFile(file);
    const problems: string[] = [];
    const converted = convertPage(html, {
      converter: converterFor(address),
      base: settings.base,
      origin: settings.origin,
      address,
      hasTwin,
      onProblem: (problem) => problems.push(problem),
    });
    return { html: converted, problems };
  };
}

/** Turns the Simplified feed into its Traditional twin. */
export function convertSiteFeed({ variant, base, origin }: TreeSettings, xml: string): string {
  const converter = siteConverters(variant)(feedAddress);
  return convertFeed(xml, { converter, base, origin, address: feedAddress, hasTwin });
}

function hasTwin(address: string): boolean {
  return isPageAddress(address) || hasTraditionalFile(address);
}
