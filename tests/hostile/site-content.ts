import { bodyAround, bodyFields, reportFieldsOf, siteTexts } from './candidates.ts';
import { type Draft, pageOf, pixel, reportOf, yamlOf } from './draft.ts';
import { errorsOf, type Sieve } from './sift.ts';
import { textVectors } from './vectors/texts.ts';

/** A content folder of everything that was accepted. */
export interface SiteContent {
  readonly draft: Readonly<Draft>;
  /** By slug, the fields of the reports whose fields are hostile, as they were written. */
  readonly reports: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Enough in one page that few pages have all, and little enough that few vectors hide in another. */
const packed = { body: 3, page: 4, address: 12 };

/** Puts all vectors that were accepted one by one into one site; every text of it is one, too. */
export async function siteContent({ accepted }: Sieve): Promise<SiteContent> {
  const vectorsOf = (field: string): readonly string[] =>
    accepted.filter((one) => one.field === field).map(({ vector }) => vector);
  const texts = vectorsOf('report title');
  const wholes = wholeSite(texts);
  const draft: Draft = { ...wholes.draft };

  const reports: Record<string, Record<string, unknown>> = {};
  for (const index of texts.keys()) {
    const at = (field: string, step: number): string => {
      const vectors = vectorsOf(field);
      return vectors[(index + step) % vectors.length] ?? '';
    };
    const slug = `text-${index}`;
    const fields = Object.assign(
      {},
      ...reportFieldsOf((field, step) => at(`report ${field}`, step)),
      {
        source: { name: at('report source.name', 3), url: at('report source.url', 0) },
        issuer: `issuer-${index % wholes.issuers}`,
        indicators: [`2021/${index % wholes.indicators}`, '2021/constructor'],
        attachments: [{ file: `${slug}/a.pdf`, title: at('report attachments.title', 7) }],
      },
    );
    const body = bodyFields.map(([field, write], step) =>
      write(at(`body ${field}`, step * 5), slug),
    );
    reports[slug] = fields;
    draft[`reports/2023/${slug}.md`] = reportOf(fields, `正文。\n\n${body.join('\n\n')}`);
    draft[`reports/2023/${slug}.png`] = pixel;
    draft[`reports/2023/${slug}/a.pdf`] = '%PDF-1.4';
  }

  for (const { field, files } of accepted) {
    if (field === 'attachment name' || field === 'image name') Object.assign(draft, files);
  }
  const addresses = ['link address', 'raw link', 'image address'].map(
    (field) => [`body ${field}`, field] as const,
  );
  const parts = (field: string): readonly string[] =>
    accepted
      .filter((one) => one.field === field)
      .map(({ files }) => bodyIn(String(Object.values(files)[0])));
  const report = (name: string, body: string): void => {
    draft[`reports/2023/${name}.md`] = reportOf({ issuer: 'issuer-1' }, body);
  };
  const page = (name: string, body: string): void => {
    draft[`pages/${name}.mdx`] = pageOf({ title: `说明 ${name}` }, body);
  };
  await pack('body', parts('body'), packed.body, report);
  await pack('page', parts('page body'), packed.page, page);
  for (const [field, name] of addresses) {
    const slug = name.replace(' ', '-');
    await pack(slug, parts(field), packed.address, report);
    await pack(slug, parts(field.replace('body', 'page')), packed.address, page);
  }
  return { draft, reports };

  /** In packs; one by one where a pack is refused, since one vector opens what another closes. */
  async function pack(
    name: string,
    bodies: readonly string[],
    size: number,
    write: (name: string, body: string) => void,
  ): Promise<void> {
    for (let at = 0; at < bodies.length; at += size) {
      write(`${name}-${at}`, bodies.slice(at, at + size).join('\n\n'));
    }
    const broken = new Set((await errorsOf(draft)).map(({ file }) => file));
    for (let at = 0; at < bodies.length; at += size) {
      const files = [`reports/2023/${name}-${at}.md`, `pages/${name}-${at}.mdx`];
      const file = files.find((one) => broken.has(one));
      if (file === undefined) continue;
      delete draft[file];
      for (const [index, body] of bodies.slice(at, at + size).entries()) {
        write(`${name}-${at}-${index}`, body);
      }
    }
  }
}

/** What a candidate's file holds after its front matter. */
function bodyIn(text: string): string {
  return text.slice(text.indexOf('\n---\n') + 5).trim();
}

/** Names of the site, of issuers, editions and indicators, glossary: several vectors in each. */
function wholeSite(texts: readonly string[]): {
  readonly draft: Draft;
  readonly issuers: number;
  readonly indicators: number;
} {
  const share = (parts: number, part: number, offset = 0): string =>
    texts.filter((_, index) => (index + offset) % parts === part).join(' ');
  const fields = siteTexts.length + 3;
  const site = {
    ...Object.fromEntries(siteTexts.map((key, index) => [key, share(fields, index)])),
    url: 'https://yunxi.example',
    trail: [share(fields, fields - 3), share(fields, 0, 5)],
    contact: { address: share(fields, fields - 2), phone: share(fields, fields - 1) },
  };
  const issuers = Math.ceil(texts.length / 3);
  const kinds = ['government', 'department', 'township', 'other'];
  const indicators = Math.ceil(texts.length / 3);
  const lengths = new Set<number>();
  const glossary = textVectors
    .filter((text) => /^[\w/.:()[\]!% \p{L}]+$/u.test(text) && !/[&<>"'\\`{}]/.test(text))
    .filter((text) => text.trim() === text && !lengths.has(text.length) && lengths.add(text.length))
    .map((text) => ({ simplified: '溪'.repeat([...text].length), traditional: text, note: '<b>' }));
  return {
    issuers,
    indicators,
    draft: {
      'site.yaml': yamlOf(site),
      'issuers.yaml': yamlOf([
        ...Array.from({ length: issuers }, (_, index) => ({
          id: `issuer-${index}`,
          name: share(issuers, index),
          kind: kinds[index % kinds.length],
        })),
        { id: 'constructor', name: 'constructor', kind: 'other' },
      ]),
      'indicators/2021.yaml': yamlOf({
        edition: '2021',
        title: share(9, 4),
        source: { name: share(9, 5), url: 'https://good.example/&quot;onclick=&quot;alert(1)' },
        indicators: [
          ...Array.from({ length: indicators }, (_, index) => ({
            code: `${index}`,
            title: share(indicators, index, 1),
          })),
          { code: 'constructor', title: 'toString' },
        ],
      }),
      'glossary.yaml': yamlOf(glossary),
      'reports/2023/glossary.md': reportOf(
        {},
        glossary.map(({ simplified }) => `正文${simplified}正文`).join('\n\n'),
      ),
      'reports/2023/first.md': reportOf(
        { title: '关于<article>的报告' },
        bodyAround('关于\\<article>县的报告'),
      ),
    },
  };
}
