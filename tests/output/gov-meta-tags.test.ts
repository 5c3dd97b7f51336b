import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openArchive } from '../../src/archive/open-archive.ts';
import { reportAddress } from '../../src/model/address.ts';
import { root, siteNames } from '../sites.ts';
import { builtSite } from './built-site.ts';
import { Faults } from './faults.ts';

interface Group {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}
const rule = JSON.parse(
  readFileSync(join(root, 'tests/fixtures/gov-meta-tags.json'), 'utf8'),
) as Readonly<Record<'site' | 'column' | 'article', Group>> & {
  readonly columnTypes: readonly string[];
};
const names = new Set(
  [rule.site, rule.column, rule.article].flatMap((group) => [...group.required, ...group.optional]),
);

/** Pages that list reports: 列表页. */
const lists = /^\/(?:indicators|years|issuers|coverage)\//;
const reports = /^\/reports\/\d+\/[^/]+\/$/;

/** What the rule asks of a page of this address. */
function groupsOf(address: string): readonly Group[] {
  if (reports.test(address)) return [rule.site, rule.column, rule.article];
  return lists.test(address) ? [rule.site, rule.column] : [rule.site];
}

for (const name of siteNames) {
  describe(`The government meta tags of ${name}`, async () => {
    const site = builtSite(name);
    const { archive } = await openArchive(site.contentDir);
    assert.ok(archive);
    const undated = new Set(
      archive.reports.filter(({ published }) => published === undefined).map(reportAddress),
    );

    /** The rule asks for these, but what is not known is not made up. */
    const unknown = (address: string, tag: string): boolean =>
      (tag === 'SiteIDCode' && archive.site.siteIdCode === undefined) ||
      (tag === 'PubDate' && undated.has(decodeURI(address)));

    test('are those of the rule, each once and filled, and none that is not known', () => {
      const faults = new Faults();
      for (const page of site.pages.values()) {
        const address = page.address.replace(/^\/zh-hant\//, '/');
        const tags = new Map<string, string>();
        for (const { name: element, attributes } of page.elements) {
          if (element !== 'meta' || !names.has(attributes.name ?? '')) continue;
          const tag = attributes.name ?? '';
          if (tags.has(tag)) faults.add(`${tag} stands twice`, page.address);
          if (!attributes.content?.trim()) faults.add(`${tag} is empty`, page.address);
          tags.set(tag, attributes.content ?? '');
        }
        const groups = groupsOf(address);
        for (const tag of groups.flatMap(({ required }) => required)) {
          if (unknown(address, tag) ? tags.has(tag) : !tags.has(tag)) {
            faults.add(`${tag} ${tags.has(tag) ? 'is made up' : 'is missing'}`, page.address);
          }
        }
        const allowed = new Set(
          groups.flatMap(({ required, optional }) => [...required, ...optional]),
        );
        // A page of documents may be a column of its own, but nothing but a report is an article.
        for (const tag of [...rule.column.required, ...rule.column.optional]) allowed.add(tag);
        for (const tag of tags.keys()) {
          if (!allowed.has(tag)) faults.add(`${tag} has no place here`, page.address);
        }
        for (const fault of wrongValues(tags)) faults.add(fault, page.address);
        const domain = tags.get('SiteDomain');
        if (domain !== new URL(site.origin).host) faults.add(`domain ${domain}`, page.address);
        const isTraditional = page.address !== address;
        const type = tags.get('ColumnType');
        if (!isTraditional && type !== undefined && !rule.columnTypes.includes(type))
          faults.add(`type ${type}`, page.address);
      }
      faults.assertNone();
    });
  });
}

function wrongValues(tags: ReadonlyMap<string, string>): string[] {
  const date = tags.get('PubDate');
  const url = tags.get('Url');
  return [
    // The rule's form; a report whose hour is unknown gives its day.
    ...(date !== undefined && !/^\d{4}-\d\d-\d\d(?: \d\d:\d\d)?$/.test(date)
      ? [`date ${date}`]
      : []),
    ...(url !== undefined && !URL.canParse(url) ? [`url ${url}`] : []),
  ];
}

test('the check of meta tags finds a wrong date and address', () => {
  const wrong = new Map([
    ['PubDate', '2020年3月'],
    ['Url', '/reports/'],
  ]);
  assert.equal(wrongValues(wrong).length, 2);
});
