import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { seededRandom } from '../../../../scripts/seeded-random.ts';
import { openArchive } from '../../../../src/archive/open-archive.ts';
import { writeArchiveIndex } from '../../../../src/derive/search-index/archive-index.ts';
import { reportAddress, searchEntryFile, searchFolder } from '../../../../src/model/address.ts';
import type { Archive } from '../../../../src/model/archive.ts';
import {
  catalogName,
  type DocumentsPart,
  documentsInFile,
  documentsName,
  formsName,
  type PackedCatalog,
  packedEnding,
  type SearchEntry,
  unpackNumbers,
} from '../../../../src/search/catalog.ts';
import {
  type DocumentText,
  documentText,
  type LoadText,
} from '../../../../src/search/excerpts/document-text.ts';
import { headFile, headPlace } from '../../../../src/search/excerpts/head-slots.ts';
import {
  textFile,
  textFileBytes,
  type UsualForms,
  usualForms,
} from '../../../../src/search/excerpts/stored-text.ts';
import {
  stretchPlaces,
  type TextHead,
  unpackHead,
  unpackPage,
} from '../../../../src/search/excerpts/text-head.ts';
import { normalizeText } from '../../../../src/search/normalize.ts';
import {
  openPart,
  openPlainPart,
  openSealed,
  partName,
} from '../../../../src/search/packed/sealed.ts';
import { testSite } from '../../../sites.ts';
import { bestBlock, type ReadBlock, readPage } from './read-page.ts';

const county = testSite('county');
const folder = mkdtempSync(join(tmpdir(), 'excerpts-'));
let archive: Archive;
let index: string;
let characters = 0;
let forms: UsualForms;
let catalog: PackedCatalog;

const sizesIn = (name: string) => {
  const own = join(folder, searchFolder, index, name);
  return readdirSync(own).map((each) => statSync(join(own, each)).size);
};
const file = (path: string) => readFileSync(join(folder, searchFolder, index, path));
const packed = <Content>(name: string): Content => {
  const path = name + packedEnding;
  const content = openSealed(file(path), `${index}/${path}`);
  return JSON.parse(new TextDecoder().decode(content)) as Content;
};

/** The parts of the texts as a browser has them that is given exactly the bytes it asks for. */
const load: LoadText = async (position, bytes) => {
  const path = textFile(position);
  let offset = position % textFileBytes;
  return bytes.map((length) => {
    const part = file(path).subarray(offset, offset + length);
    const content = openPart(part, `${index}/${partName(path, offset)}`);
    offset += length;
    return content;
  });
};

function slotOf(document: number): { path: string; offset: number; bytes: number } {
  const { lengths, slots } = catalog;
  return { path: headFile(document), ...headPlace(document, unpackNumbers(lengths), slots) };
}

async function headOf(document: number): Promise<TextHead> {
  const { path, offset, bytes } = slotOf(document);
  const slot = file(path).subarray(offset, offset + bytes);
  const head = unpackHead(openPlainPart(slot, `${index}/${partName(path, offset)}`));
  if (!('moved' in head)) return head;
  const [content] = await load(head.moved.position, [head.moved.bytes]);
  return unpackHead(content as Uint8Array) as TextHead;
}

async function textOf(document: number, script: 'zh-Hans' | 'zh-Hant'): Promise<DocumentText> {
  return documentText(await headOf(document), load, script === 'zh-Hant' ? forms : undefined);
}

const page = (tree: string, document: number) =>
  readPage(
    readFileSync(
      join(county.outDir, tree, reportAddress(archive.reports[document] as never), 'index.html'),
      'utf8',
    ),
  );

/** Where a phrase begins in a document, found in the blocks of its finished page and numbered as the run does. */
function placesIn(blocks: readonly ReadBlock[], phrase: string): number[] {
  const wanted = normalizeText(phrase);
  const places: number[] = [];
  let place = 0;
  const block = (text: string) => {
    const normalized = normalizeText(text);
    for (let at = normalized.indexOf(wanted); at !== -1; at = normalized.indexOf(wanted, at + 1))
      places.push(place + at);
    place += normalized === '' ? 0 : normalized.length + 1;
  };
  for (const { kind, text } of blocks) if (kind === 'title') block(text);
  place = Math.ceil(place / 64) * 64;
  for (const { kind, text } of blocks) if (kind === 'heading') block(text);
  place = Math.ceil(place / 256) * 256;
  for (const { kind, text } of blocks) if (kind === 'record') block(text);
  for (const { kind, text } of blocks) if (kind === 'text') block(text);
  return places;
}

before(async () => {
  archive = (await openArchive(county.contentDir)).archive as Archive;
  await writeArchiveIndex(archive, folder);
  const entry = readFileSync(join(folder, searchFolder, searchEntryFile), 'utf8');
  ({ index } = JSON.parse(entry) as SearchEntry);
  catalog = packed<PackedCatalog>(catalogName);
  forms = usualForms(packed<{ forms: string }>(formsName).forms);
});
after(() => rmSync(folder, { recursive: true, force: true }));

describe('An excerpt is what stands in the finished page', () => {
  for (const [script, tree] of [
    ['zh-Hans', ''],
    ['zh-Hant', 'zh-hant'],
  ] as const) {
    test(`in ${script}: title, passage, section and its name, for phrases from everywhere`, async () => {
      const random = seededRandom(13);
      let asked = 0;
      for (const document of archive.reports.keys()) {
        const plain = page('', document);
        const shown = page(tree, document);
        const text = await textOf(document, script);
        assert.equal(text.title.shown, shown.blocks[0]?.text);
        assert.equal(text.title.searched, plain.blocks[0]?.text);
        for (let time = 0; time < 12; time++) {
          const phrases = Array.from({ length: 1 + (time % 3) }, () => {
            const { text } = plain.blocks[random.below(plain.blocks.length)] as ReadBlock;
            const start = random.below(text.length);
            return normalizeText(text.slice(start, start + 2 + random.below(7)));
          }).filter((phrase) => phrase.length > 1);
          if (phrases.length === 0) continue;
          const expected = bestBlock(plain.blocks, phrases);
          const passage = await text.passage(
            phrases.map((phrase) => ({
              length: phrase.length,
              places: placesIn(plain.blocks, phrase),
            })),
            [],
          );
          const said = `${archive.reports[document]?.slug}: ${phrases.join(' ')}`;
          assert.ok(passage && expected, said);
          assert.equal(passage.searched, plain.blocks[expected.block]?.text, said);
          assert.equal(passage.shown, shown.blocks[expected.block]?.text, said);
          assert.equal(passage.section, plain.blocks[expected.block]?.section, said);
          assert.equal(passage.sectionName, shown.names.get(passage.section) ?? '', said);
          asked++;
        }
      }
      assert.ok(asked > 300, `${asked}`);
    });
  }

  test('for a single symbol it is a block that has it, and without a phrase the first of the text', async () => {
    for (const document of archive.reports.keys()) {
      const { blocks } = page('', document);
      const text = await textOf(document, 'zh-Hans');
      const first = await text.passage([], []);
      assert.equal(first?.searched, blocks.find(({ kind }) => kind === 'text')?.text);
      for (const symbol of ['法', '0', '，']) {
        const has = blocks.filter(
          ({ kind, text }) => kind !== 'title' && normalizeText(text).includes(symbol),
        );
        const passage = await text.passage([], [symbol]);
        if (has.length > 0) assert.ok(has.some((block) => block.text === passage?.searched));
      }
    }
  });
});

test('every byte of the stored texts and their heads is in a part that is sealed under its place', async () => {
  let texts = 0;
  let heads = 0;
  for (const document of archive.reports.keys()) {
    heads += slotOf(document).bytes;
    const { position, page, pages } = await headOf(document);
    let at = position;
    for (const [i, { bytes }] of pages.entries()) {
      const own = page ?? unpackPage((await load(at, [bytes]))[0] as Uint8Array);
      texts += bytes;
      for (const stretch of stretchPlaces(own, at + bytes)) {
        const [content] = await load(stretch.position, [stretch.bytes]);
        assert.ok((content as Uint8Array).length > 0);
        texts += stretch.bytes;
      }
      at += pages[i]?.distance ?? 0;
    }
    const { path, offset, bytes } = slotOf(document);
    const slot = file(path).subarray(offset, offset + bytes);
    const head = unpackHead(openPlainPart(slot, `${index}/${partName(path, offset)}`));
    if ('moved' in head) texts += head.moved.bytes;
  }
  assert.deepEqual(
    [texts, heads],
    ['text', 'heads'].map((folder) => sizesIn(folder).reduce((sum, size) => sum + size, 0)),
  );
});

test('what leads to a report is the same with its text and without', async () => {
  for (const [document, report] of archive.reports.entries()) {
    const { slug, issuer } = await headOf(document);
    const part = packed<DocumentsPart>(documentsName(document));
    const at = document % documentsInFile;
    assert.deepEqual([slug, issuer], [report.slug, report.issuer.id]);
    assert.deepEqual([part.slugs[at], part.issuers[at]], [report.slug, report.issuer.id]);
    assert.equal(part.years[at], report.year);
  }
});

test('stored texts are light: below two bytes a character with both scripts, in files that a host takes', () => {
  for (const [document] of archive.reports.entries())
    characters += page('', document).blocks.reduce((sum, { text }) => sum + text.length, 0);
  const sizes = [...sizesIn('text'), ...sizesIn('heads')];
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(bytes / characters < 2, `${bytes} bytes for ${characters} characters`);
  assert.ok(Math.max(...sizes) <= 300_000);
});
