import { homeAddress, reportAddress, traditionalAddress } from '../model/address.ts';
import type { Report } from '../model/report.ts';
import type { Converter } from './converter.ts';

/** How a file that is made of the archive itself, not of pages, is written in one of the two scripts. */
export interface ScriptText {
  /** BCP 47 tag of its texts. */
  readonly language: 'zh-Hans' | 'zh-Hant';
  /** A text in this script; one that names a report follows that report's glossary. */
  readonly text: (text: string, report?: Pick<Report, 'year' | 'slug'>) => string;
  /** Where a page or file of both trees stands in this one; both without the base. */
  readonly address: (address: string) => string;
}

/** Texts as they were typed. */
export const simplifiedText: ScriptText = {
  language: 'zh-Hans',
  text: (text) => text,
  address: (address) => address,
};

/** @param converterOf gives each page, by its address without the base, its converter. */
export function traditionalText(converterOf: (address: string) => Converter): ScriptText {
  return {
    language: 'zh-Hant',
    text: (text, report) =>
      converterOf(report ? reportAddress(report) : homeAddress).convertWholly(text),
    address: traditionalAddress,
  };
}
