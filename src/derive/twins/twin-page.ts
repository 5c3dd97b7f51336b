import { hasTraditionalFile } from '../../model/address.ts';
import { convertPage } from '../../variant/convert-page.ts';
import { isPageAddress } from '../../variant/page-addresses.ts';
import { siteConverters, type VariantSettings } from '../../variant/site-converters.ts';

/** Everything that decides a Traditional page beside the Simplified one; plain data. */
export interface TwinRules {
  readonly variant: VariantSettings;
  readonly base: string;
  readonly origin: string;
}

export interface TwinPage {
  readonly html: string;
  /** What the walker could not convert as it was told, in words. */
  readonly problems: readonly string[];
}

/** Makes the function that turns one Simplified page, by its address without the base, into its Traditional twin. */
export function pageConversion(rules: TwinRules): (address: string, html: string) => TwinPage {
  const converterFor = siteConverters(rules.variant);
  return (address, html) => {
    const problems: string[] = [];
    const converted = convertPage(html, {
      converter: converterFor(address),
      base: rules.base,
      origin: rules.origin,
      address,
      hasTwin,
      onProblem: (problem) => problems.push(problem),
    });
    return { html: converted, problems };
  };
}

function hasTwin(address: string): boolean {
  return isPageAddress(address) || hasTraditionalFile(address);
}
