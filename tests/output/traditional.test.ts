import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { lossesOnTheWayBack } from '../../scripts/round-trip.ts';
import { openArchive } from '../../src/archive/open-archive.ts';
import { pageConversion } from '../../src/derive/twins/twin-page.ts';
import {
  feedAddress,
  reportAddress,
  reportsJsonAddress,
  traditionalAddress,
} from '../../src/model/address.ts';
import { siteConverters, variantSettings } from '../../src/variant/site-converters.ts';
import { checkLeftovers, type LeftoverException, readableTexts } from '../leftover-simplified.ts';
import { type SiteName, siteNames } from '../sites.ts';
import { builtSite } from './built-site.ts';
import { Faults } from './faults.ts';

const because = (reason: string, words: string): LeftoverException[] =>
  words.split(' ').map((word) => ({ word, reason }));

/** Words of the county that are right although one of their characters has another form. */
const county: readonly LeftoverException[] = [
  ...because('准 permits', '准入 准予 批准'),
  ...because(
    'surnames before titles and in full names',
    '种、朱 余縣長 余副縣長 余志明 范局長 范春生 范發祥 范氏 于副局長 于局長 于海任 于氏 涂鄉長 涂國慶',
  ),
  ...because('places of the glossaries', '范家里 后坪 采芹 余塘 周里鋪 于里鎮 于家灣 台上鎮'),
  ...because('the glossary of one report', '郁幹事'),
  ...because('公里, 里程 and lanes', '里程 里弄 里中'),
  ...because('后 is an empress', '皇后'),
  ...because('a quotation that is Traditional already', '占人穀場 三斗'),
];

const exceptions: Readonly<Record<SiteName, readonly LeftoverException[]>> = {
  real: [],
  county,
  prefix: county,
};

/** Text nodes in their order, with whether they are kept from conversion. */
function textNodes(html: string): { text: string; kept: boolean }[] {
  const texts: { text: string; kept: boolean }[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node, kept: boolean): void => {
    if (node.nodeName === '#text' && 'value' in node) texts.push({ text: node.value, kept });
    let inside = kept;
    if ('tagName' in node) {
      // Their text is data: a language tag in structured data may have another length.
      if (/^(?:script|style)$/.test(node.tagName)) return;
      const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
      inside ||=
        node.tagName === 'code' ||
        attributes.get('translate') === 'no' ||
        (node.tagName !== 'html' && attributes.has('lang'));
    }
    if ('childNodes' in node) for (const child of node.childNodes) walk(child, inside);
  };
  walk(parse(html, { scriptingEnabled: false }), false);
  return texts;
}

for (const name of siteNames) {
  describe(`The Traditional tree of ${name}`, async () => {
    const site = builtSite(name);
    const { archive } = await openArchive(site.contentDir);
    assert.ok(archive);
    const { traditional: standard } = archive.site;
    const simplified = [...site.pages.values()].filter(
      ({ address }) => !address.startsWith(traditionalAddress('/')),
    );
    const twinOf = (address: string): string => {
      const twin = site.pages.get(traditionalAddress(address));
      assert.ok(twin, `${address} has no twin`);
      return twin.html;
    };

    test('leaves nothing Simplified: pages, feed and records', () => {
      const files = [...site.files]
        .filter((file) => /^zh-hant\/.*\.(?:html|xml|json|csv)$/.test(file))
        .map((file) => join(site.outDir, file));
      assert.ok(files.length > simplified.length);
      assert.deepEqual(checkLeftovers(files, standard, exceptions[name]), []);
    });

    test('is its Simplified page converted once, byte for byte', () => {
      const convert = pageConversion({
        variant: variantSettings(archive),
        base: site.base,
        origin: site.origin,
      });
      const different = new Faults();
      for (const { address, html } of simplified) {
        const result = convert(address, html);
        if (result.html !== twinOf(address)) different.add('another twin', address);
        for (const problem of result.problems) different.add(problem, address);
      }
      different.assertNone();
    });

    test('keeps the length of every text, and returns to the source', () => {
      const losses = lossesOnTheWayBack(standard);
      const lost = new Faults();
      for (const { address, html } of simplified) {
        const source = textNodes(html);
        const twin = textNodes(twinOf(address));
        assert.deepEqual(
          twin.map(({ text }) => text.length),
          source.map(({ text }) => text.length),
          address,
        );
        for (const [index, { text, kept }] of source.entries()) {
          const there = twin[index]?.text ?? '';
          if (kept || text === there) continue;
          for (const pair of losses(text, there)) lost.add(pair, address);
        }
      }
      lost.assertNone();
    });

    test('names every report alike on its page, in the feed and in the records', () => {
      const records = readFileSync(join(site.outDir, `zh-hant${reportsJsonAddress}`), 'utf8');
      const feed = readFileSync(join(site.outDir, feedAddress), 'utf8');
      const traditionalFeed = readFileSync(join(site.outDir, `zh-hant${feedAddress}`), 'utf8');
      const converterOf = siteConverters(variantSettings(archive));
      for (const report of archive.reports) {
        const address = reportAddress(report);
        const title = converterOf(address).convert(report.title);
        assert.ok(records.includes(JSON.stringify(title)), title);
        if (feed.includes(`>${report.title}<`)) assert.ok(traditionalFeed.includes(`>${title}<`));
        assert.ok(
          readableTexts(twinOf(address)).some((text) => text.trim() === title),
          title,
        );
      }
    });
  });
}
