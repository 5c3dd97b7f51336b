import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArchive } from '../../src/archive/open-archive.ts';
import type { Problem } from '../../src/model/problem.ts';
import { type Candidate, candidates, siteTexts } from './candidates.ts';
import { baseDraft, type Draft, writeDraft, yamlOf } from './draft.ts';
import { addressVectors } from './vectors/addresses.ts';
import { textVectors } from './vectors/texts.ts';

/** What the check said of one vector in one field. */
export interface Sifted {
  readonly field: string;
  readonly vector: string;
  /** Errors; none when it was accepted. */
  readonly errors: readonly Pick<Problem, 'code' | 'file' | 'line' | 'message'>[];
}

export interface Sieve {
  readonly all: readonly Sifted[];
  /** Of reports and pages. */
  readonly accepted: readonly Candidate[];
}

const today = '2026-06-30';

/** Gives every vector in every field to the check. */
export async function sift(): Promise<Sieve> {
  const all: Sifted[] = [];
  const accepted: Candidate[] = [];
  const listed = candidates();
  const draft: Draft = { ...baseDraft };
  for (const { files } of listed) Object.assign(draft, files);
  const errors = await errorsOf(draft);
  const known = new Set(listed.map(({ id }) => id));
  const byId = Map.groupBy(errors, ({ file }) => idIn(file, known));
  const strays = byId.get(undefined) ?? [];
  if (strays.length > 0) throw new Error(`Of no vector: ${yamlOf(strays)}`);
  for (const candidate of listed) {
    const { id, field, vector } = candidate;
    const found = byId.get(id) ?? [];
    all.push({ field, vector, errors: found });
    if (found.length === 0) accepted.push(candidate);
  }
  const most = Math.max(textVectors.length, addressVectors.length);
  for (let at = 0; at < most; at += 1) {
    const text = textVectors[at % textVectors.length] ?? '';
    const address = addressVectors[at % addressVectors.length] ?? '';
    const { draft: site, fields } = wholeSite(text, address);
    const found = await errorsOf({ ...baseDraft, ...site });
    for (const { field, vector, file, line } of fields) {
      const own = found.filter((error) => error.file === file && error.line === line);
      all.push({ field, vector, errors: own });
    }
    const known = new Set(fields.map(({ file, line }) => `${file}:${line}`));
    const others = found.filter(({ file, line }) => !known.has(`${file}:${line}`));
    if (others.length > 0) throw new Error(`Of no field: ${yamlOf(others)}`);
  }
  return { all, accepted };
}

interface PlacedField {
  readonly field: string;
  readonly vector: string;
  readonly file: string;
  readonly line: number;
}

/** A text and an address in each field that only a whole site has, one field on a line. */
function wholeSite(
  text: string,
  address: string,
): { readonly draft: Draft; readonly fields: readonly PlacedField[] } {
  const draft: Record<string, string> = {};
  const fields: PlacedField[] = [];
  const line = (file: string, before: string, value?: string, after = ''): void => {
    const written = value === undefined ? before : `${before}${yamlOf(value)}${after}`;
    draft[file] = `${draft[file] ?? ''}${written}\n`;
    if (value === undefined) return;
    const field = `${file} ${/([a-z]+):? *$|- *$/i.exec(before)?.[1] ?? 'trail'}`;
    fields.push({ field, vector: value, file, line: draft[file].split('\n').length - 1 });
  };
  const filler = '溪'.repeat([...text].length);
  for (const key of siteTexts) line('site.yaml', `${key}: `, text);
  line('site.yaml', 'url: ', address);
  line('site.yaml', 'base: ', text);
  line('site.yaml', 'trail:');
  line('site.yaml', '  - ', text);
  line('site.yaml', 'contact:');
  for (const key of ['address', 'phone', 'email']) line('site.yaml', `  ${key}: `, text);
  line('issuers.yaml', '- { id: issuer-0, kind: government, name: 机构 }');
  line('issuers.yaml', '- { id: issuer-1, kind: department, name: ', text, ' }');
  line('issuers.yaml', '- { name: 机构二, kind: department, id: ', text, ' }');
  line('indicators/2021.yaml', 'edition: "2021"');
  line('indicators/2021.yaml', 'title: ', text);
  line('indicators/2021.yaml', 'source:');
  line('indicators/2021.yaml', '  name: ', text);
  line('indicators/2021.yaml', '  url: ', address);
  line('indicators/2021.yaml', 'indicators:');
  line('indicators/2021.yaml', '  - { code: "0", title: ', text, ' }');
  line('indicators/2021.yaml', '  - { title: 条, code: ', text, ' }');
  line('glossary.yaml', '- { traditional: 谿, simplified: 溪, note: ', text, ' }');
  line('glossary.yaml', `- { traditional: ${filler}, simplified: `, text, ' }');
  line('glossary.yaml', `- { simplified: ${filler}云, traditional: `, `${text}雲`, ' }');
  return { draft, fields };
}

/** What the check says against a content folder, in order. */
export async function errorsOf(draft: Readonly<Draft>): Promise<Sifted['errors']> {
  const folder = mkdtempSync(join(tmpdir(), 'archive-hostile-'));
  try {
    writeDraft(folder, draft);
    const { problems } = await openArchive(folder, { today });
    return problems
      .filter(({ severity }) => severity === 'error')
      .map(({ code, file, line, message }) => ({ code, file, line, message }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function idIn(file: string, known: ReadonlySet<string>): string | undefined {
  const id = /^(?:reports\/2023|pages)\/(c\d+)/.exec(file)?.[1];
  return id !== undefined && known.has(id) ? id : undefined;
}
