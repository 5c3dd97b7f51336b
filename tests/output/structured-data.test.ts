import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { siteNames } from '../sites.ts';
import { type BuiltPage, builtSite } from './built-site.ts';
import { Faults } from './faults.ts';

interface TypeRule {
  readonly required: readonly string[];
  /** What schema.org lets the type have beside, as far as the archive says it. */
  readonly allowed: readonly string[];
}

const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');
const rule = (required: string, allowed = ''): TypeRule => ({
  required: words(required),
  allowed: words(allowed),
});

/**
 * Properties of https://schema.org/<type>; required is what search engines ask for:
 * https://developers.google.com/search/docs/appearance/structured-data/ (breadcrumb, article),
 * …/appearance/site-names (WebSite).
 */
const types: Readonly<Record<string, TypeRule>> = {
  BreadcrumbList: rule('itemListElement'),
  ListItem: rule('position name', 'item'),
  WebSite: rule('name', '@id url alternateName description inLanguage publisher potentialAction'),
  SearchAction: rule('target query-input'),
  EntryPoint: rule('urlTemplate'),
  CollectionPage: rule('name url', 'description inLanguage isPartOf'),
  Report: rule(
    'headline author publisher url inLanguage',
    'name temporalCoverage datePublished reportNumber identifier abstract keywords isBasedOn about encoding isPartOf',
  ),
  GovernmentOrganization: rule('name', '@id address telephone email areaServed url'),
  Organization: rule('name', '@id address telephone email areaServed url'),
  PropertyValue: rule('propertyID value'),
  DefinedTerm: rule('name', 'termCode url'),
  MediaObject: rule('contentUrl', 'name encodingFormat contentSize sha256'),
};

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every node, those inside others included; a bare `@id` only points to one. */
function nodesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (!isNode(value)) return [];
  const isPointer = Object.keys(value).join() === '@id';
  return [...(isPointer ? [] : [value]), ...Object.values(value).flatMap(nodesIn)];
}

function faultsOf(node: Node): string[] {
  const type = String(node['@type']);
  const known = types[type];
  if (known === undefined) return [`the type ${type}`];
  const { required, allowed } = known;
  const faults = required.filter((key) => !(key in node)).map((key) => `${type} without ${key}`);
  for (const [key, value] of Object.entries(node)) {
    if (key !== '@type' && !required.includes(key) && !allowed.includes(key))
      faults.push(`${type} has no ${key}`);
    if (value === '' || value === null || (Array.isArray(value) && value.length === 0))
      faults.push(`${type} with an empty ${key}`);
    if (/^(?:url|item|contentUrl|isBasedOn)$/.test(key) && !URL.canParse(String(value)))
      faults.push(`${type}.${key}: ${String(value)}`);
  }
  return [...faults, ...formFaults(type, node)];
}

/** Forms that the search engines describe. */
function formFaults(type: string, node: Node): string[] {
  const date = node.datePublished;
  // ISO 8601; an hour needs its zone.
  const isDate =
    date === undefined || /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?$/.test(String(date));
  const faults = isDate ? [] : [`datePublished ${String(date)}`];
  if (type === 'BreadcrumbList') {
    const items = nodesIn(node.itemListElement);
    if (items.length < 2) faults.push('a way of one step');
    if (items.some(({ position }, index) => position !== index + 1))
      faults.push('steps out of order');
    if (items.slice(0, -1).some(({ item }) => item === undefined))
      faults.push('a step without a link');
  }
  if (type === 'EntryPoint' && !String(node.urlTemplate).includes('{search_term_string}'))
    faults.push('a search without its term');
  return faults;
}

function graphOf({ elements }: BuiltPage): unknown {
  const scripts = elements.filter(({ attributes }) => attributes.type === 'application/ld+json');
  assert.equal(scripts.length, 1);
  const data: unknown = JSON.parse(scripts[0]?.text ?? '');
  assert.ok(isNode(data) && data['@context'] === 'https://schema.org');
  return data['@graph'];
}

for (const name of siteNames) {
  test(`The structured data of ${name} has types and properties of schema.org alone`, () => {
    const faults = new Faults();
    const seen = new Set<string>();
    for (const page of builtSite(name).pages.values()) {
      const nodes = nodesIn(graphOf(page));
      for (const node of nodes) {
        seen.add(String(node['@type']));
        for (const fault of faultsOf(node)) faults.add(fault, page.address);
      }
      const isReport = /^\/(?:zh-hant\/)?reports\//.test(page.address);
      const reports = nodes.filter((node) => node['@type'] === 'Report').length;
      if (reports !== (isReport ? 1 : 0)) faults.add(`${reports} reports`, page.address);
    }
    faults.assertNone();
    for (const type of ['BreadcrumbList', 'WebSite', 'SearchAction', 'CollectionPage', 'Report'])
      assert.ok(seen.has(type), type);
  });
}

describe('The check of structured data', () => {
  test('finds what search engines would refuse', () => {
    const step = { '@type': 'ListItem', position: 2, name: '甲' };
    for (const [node, fault] of [
      [{ '@type': 'Rapport' }, /the type Rapport/],
      [{ '@type': 'Organization' }, /without name/],
      [{ '@type': 'Organization', name: '甲', colour: '红' }, /has no colour/],
      [{ '@type': 'DefinedTerm', name: '' }, /empty name/],
      [{ '@type': 'DefinedTerm', name: '甲', url: '/a/' }, /DefinedTerm\.url/],
      [{ '@type': 'Report', datePublished: '2020-03-20T09:30' }, /datePublished/],
      [{ '@type': 'BreadcrumbList', itemListElement: [step] }, /one step/],
      [{ '@type': 'BreadcrumbList', itemListElement: [step, step] }, /out of order/],
    ] as const) {
      assert.match(faultsOf(node).join(), fault);
    }
  });
});
