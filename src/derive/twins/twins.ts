import { statSync } from 'node:fs';
import path from 'node:path';
import { traditionalSegment } from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import { ContentRejected } from '../../model/content-rejected.ts';
import { isPageAddress } from '../../variant/page-addresses.ts';
import { variantSettings } from '../../variant/site-converters.ts';
import type { DeriveContext, ServeContext, Step } from '../step.ts';
import { expectedPages, reportPages } from './record/expected-pages.ts';
import { stateFaults } from './record/state-faults.ts';
import { pageConversion, type TwinRules } from './twin-page.ts';
import { TwinThreads } from './twin-threads.ts';
import { type Twin, type TwinSettings, twinWriter } from './twin-writer.ts';

/** Below this many bytes of HTML starting threads costs more than it saves. */
const worthThreads = 8_000_000;
/** An archive of this many reports is worth a thread while Astro still writes pages. */
const worthAnEarlyThread = 300;

/** Derives `/zh-hant/…` from every Simplified page, and holds the pages of reports and their twins against what was typed. */
export const twins: Step = {
  name: 'twins',
  title: '生成繁体页面',
  needs: ['pages'],
  writes: /^\/zh-hant\/(?:.*(?:\/|\.html))?$/,
  early(context) {
    if (context.archive.reports.length < worthAnEarlyThread) return undefined;
    return new TwinThreads(twinSettings(context), expectedPages(context.archive));
  },
  async run(context, { files }, early) {
    const settings = twinSettings(context);
    const { out } = context;
    let made: readonly Twin[];
    if (early instanceof TwinThreads) made = await early.finish(files);
    else {
      const expected = expectedPages(context.archive);
      if (bytesOf(out, files) < worthThreads) {
        const write = twinWriter(settings);
        made = files.map((file) => write({ file, expected: expected.get(file) }));
      } else made = await new TwinThreads(settings, expected).finish(files);
    }
    for (const { file, problems } of made) {
      for (const problem of problems) context.warn(`${file}: ${problem}`);
    }
    twinCache(context).sweep(made.map(({ key }) => key));
    refuseFaults(context.archive, made);
  },
  async answer(address, context) {
    const prefix = `/${traditionalSegment}/`;
    if (!address.startsWith(prefix)) return undefined;
    const simplified = address.slice(prefix.length - 1);
    if (!isPageAddress(simplified)) return undefined;
    const response = await context.simplified(simplified);
    const type = response.headers.get('content-type') ?? '';
    const text = await response.text();
    const rules = twinRules(context);
    const { html } = conversionOf(context.archive, rules)(simplified, text);
    return { type, body: html, status: response.status };
  },
};

/** @throws {ContentRejected} where a finished page of a report shows something else than was typed. */
function refuseFaults(archive: Archive, made: readonly Twin[]): void {
  const faultsOf = new Map(made.map(({ file, faults }) => [file, faults]));
  const problems = reportPages(archive).flatMap((page) =>
    stateFaults(archive, page, faultsOf.get(page.file) ?? [{ kind: 'missing' }]),
  );
  if (problems.length > 0) throw new ContentRejected(problems);
}

/** In development one archive answers many requests: its glossaries are read once. */
const conversions = new WeakMap<Archive, ReturnType<typeof pageConversion>>();

function conversionOf(archive: Archive, rules: TwinRules): ReturnType<typeof pageConversion> {
  const conversion = conversions.get(archive) ?? pageConversion(rules);
  conversions.set(archive, conversion);
  return conversion;
}

function twinRules({
  archive,
  base,
  origin,
}: Pick<ServeContext, 'archive' | 'base' | 'origin'>): TwinRules {
  return { variant: variantSettings(archive), base, origin };
}

function twinCache(context: DeriveContext) {
  return context.cache(new URL('./twin-writer.ts', import.meta.url).href, twinRules(context));
}

function twinSettings(context: DeriveContext): TwinSettings {
  return { out: context.out, cache: twinCache(context).place, rules: twinRules(context) };
}

function bytesOf(out: string, files: readonly string[]): number {
  return files.reduce((sum, file) => sum + statSync(path.join(out, file)).size, 0);
}
