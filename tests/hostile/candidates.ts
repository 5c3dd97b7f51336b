import { asAttribute, asMarkdown, type Draft, pageOf, pixel, reportOf } from './draft.ts';
import { addressVectors, nameVectors } from './vectors/addresses.ts';
import { markupVectors } from './vectors/markup.ts';
import { textVectors } from './vectors/texts.ts';

/** One vector in one field of content, in files whose paths have the candidate's id. */
export interface Candidate {
  readonly id: string;
  readonly field: string;
  readonly vector: string;
  readonly files: Readonly<Draft>;
}

/** The text fields of a report, and how a vector stands in each. */
const reportFields: Readonly<Record<string, (vector: string) => Record<string, unknown>>> = {
  title: (title) => ({ title }),
  documentNumber: (documentNumber) => ({ documentNumber }),
  indexNumber: (indexNumber) => ({ indexNumber }),
  'source.name': (name) => ({ source: { name } }),
  summary: (summary) => ({ summary }),
  keywords: (keyword) => ({ keywords: [keyword] }),
  note: (note) => ({ note }),
  issuer: (issuer) => ({ issuer }),
  indicators: (indicator) => ({ indicators: ['2021/0', indicator] }),
  published: (published) => ({ published }),
  'glossary.simplified': (text) => ({
    glossary: [{ simplified: text, traditional: '溪'.repeat([...text].length) }],
  }),
  'glossary.traditional': (text) => ({
    glossary: [{ simplified: '溪'.repeat([...text].length), traditional: text }],
  }),
};

/** All text fields of one report at once, each with the vector that is asked for. */
export function reportFieldsOf(
  vectorOf: (field: string, step: number) => string,
): readonly Record<string, unknown>[] {
  return Object.entries(reportFields)
    .filter(([field]) => !/^(issuer|indicators|published|source|glossary)/.test(field))
    .map(([field, fields], step) => fields(vectorOf(field, step)));
}

/** Where a plain text stands in a body. */
const bodyTexts: Readonly<Record<string, (vector: string, id: string) => string>> = {
  text: (text) => asMarkdown(text),
  heading: (text) => `## ${asMarkdown(text)}\n\n正文`,
  'image alt': (text, id) => `![${asMarkdown(text)}](${id}.png)`,
  'image title': (text, id) => `![正文](${id}.png "${asMarkdown(text)}")`,
  'link text': (text) => `[${asMarkdown(text)}](https://good.example/)`,
  'link title': (text) => `[正文](https://good.example/ "${asMarkdown(text)}")`,
  'raw title': (text) => `<abbr title="${asAttribute(text)}">正文</abbr>`,
  'table cell': (text) => `| ${asMarkdown(text)} | 乙 |\n|---|---|\n| 丙 | ${asMarkdown(text)} |`,
  footnote: (text) => `正文[^1]\n\n[^1]: ${asMarkdown(text)}`,
  'data-traditional': (text) =>
    `<span data-traditional="${asAttribute(text)}">${'溪'.repeat([...text].length)}</span>`,
};

export const bodyFields = Object.entries(bodyTexts);

/** Where an address stands in a body. */
const bodyAddresses: Readonly<Record<string, (vector: string) => string>> = {
  'link address': (address) => `[正文](<${address.replace(/[<>\\\n\p{Cc}]/gu, asReference)}>)`,
  'raw link': (address) => `<a href="${asAttribute(address)}">正文</a>`,
  'image address': (address) => `![正文](<${address.replace(/[<>\\\n\p{Cc}]/gu, asReference)}>)`,
};

function asReference(character: string): string {
  return `&#${character.codePointAt(0)};`;
}

/** Every vector in every field of reports and pages; those of the whole site are sifted apart. */
export function candidates(): readonly Candidate[] {
  const all: Candidate[] = [];
  const add = (field: string, vector: string, make: (id: string) => Draft): void => {
    const id = `c${all.length}`;
    all.push({ id, field, vector, files: make(id) });
  };
  const report = (id: string, text: string): Draft => ({ [`reports/2023/${id}.md`]: text });
  const page = (id: string, text: string): Draft => ({ [`pages/${id}.mdx`]: text });

  for (const vector of textVectors) {
    for (const [field, fields] of Object.entries(reportFields)) {
      add(`report ${field}`, vector, (id) => report(id, reportOf(fields(vector), '正文。')));
    }
    add('report attachments.title', vector, (id) => ({
      ...report(id, reportOf({ attachments: [{ file: `${id}/a.pdf`, title: vector }] }, '正文。')),
      [`reports/2023/${id}/a.pdf`]: '%PDF-1.4',
    }));
    for (const [field, body] of Object.entries(bodyTexts)) {
      add(`body ${field}`, vector, (id) => ({
        ...report(id, reportOf({}, `正文。\n\n${body(vector, id)}`)),
        ...(field.startsWith('image') ? { [`reports/2023/${id}.png`]: pixel } : {}),
      }));
    }
    add('page title', vector, (id) => page(id, pageOf({ title: vector }, '正文。')));
    add('page description', vector, (id) =>
      page(id, pageOf({ title: '题', description: vector }, '正文。')),
    );
  }
  for (const vector of addressVectors) {
    add('report source.url', vector, (id) =>
      report(id, reportOf({ source: { url: vector } }, '正文。')),
    );
    for (const [field, body] of Object.entries(bodyAddresses)) {
      add(`body ${field}`, vector, (id) => report(id, reportOf({}, `正文。\n\n${body(vector)}`)));
      add(`page ${field}`, vector, (id) =>
        page(id, pageOf({ title: '题' }, `正文。\n\n${body(vector)}`)),
      );
    }
  }
  for (const vector of nameVectors) {
    add('attachment name', vector, (id) => ({
      ...report(
        id,
        reportOf({ attachments: [{ file: `${id}/${vector}`, title: '附件' }] }, '正文。'),
      ),
      [`reports/2023/${id}/${vector}`]: '%PDF-1.4',
    }));
    add('image name', vector, (id) => ({
      ...report(id, reportOf({}, `正文。\n\n![正文](<${id}/${vector.replace(/pdf$/i, 'png')}>)`)),
      [`reports/2023/${id}/${vector.replace(/pdf$/i, 'png')}`]: pixel,
    }));
  }
  for (const vector of markupVectors) {
    add('body', vector, (id) => report(id, reportOf({}, bodyAround(vector))));
    add('page body', vector, (id) => page(id, pageOf({ title: '题' }, bodyAround(vector))));
  }
  return all;
}

/** Text before and after, which no vector may swallow unnoticed or leave without a place. */
export function bodyAround(vector: string): string {
  return `正文开始。\n\n${vector}\n\n正文结束。`;
}

/** The texts of site.yaml, at its top. */
export const siteTexts = [
  'name',
  'title',
  'description',
  'region',
  'sponsor',
  'operator',
  'siteIdCode',
  'icp',
  'policeRecord',
  'notice',
] as const;
