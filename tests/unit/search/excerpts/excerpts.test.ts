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
  type DocumentsPart,
  documentsInFile,
  documentsName,
  formsName,
  packedEnding,
  type SearchEntry,
} from '../../../../src/search/catalog.ts';
import { DocumentText } from '../../../../src/search/excerpts/document-text.ts';
import {
  textFile,
  textFileBytes,
  type UsualForms,
  usualForms,
} from '../../../../src/search/excerpts/stored-text.ts';
import { normalizeText } from '../../../../src/search/normalize.ts';
import { openPart, openSealed, partName } from '../../../../src/search/packed/sealed.ts';
import { testSite } from '../../../sites.ts';
import { bestBlock, type ReadBlock, readPage } from './read-page.ts';

const county = testSite('county');
const folder = mkdtempSync(join(tmpdir(), 'excerpts-'));
let archive: Archive;
let index: string;
let characters = 0;
let forms: UsualForms;

const file = (path: string) => readFileSync(join(folder, searchFolder, index, path));
const packed = <Content>(name: string): Content => {
  const path = name + packedEnding;
  const content = openSealed(file(path), `${index}/${path}`);
  return JSON.parse(new TextDecoder().decode(content)) as Content;
};

/** Opens a text as a browser does that is given exactly the bytes it asks for. */
async function textOf(document: number, script: 'zh-Hans' | 'zh-Hant'): Promise<DocumentText> {
  const { texts } = packed<DocumentsPart>(documentsName(document));
  const before = document % documentsInFile;
  let position = texts[0] as number;
  for (let i = 0; i < before; i++) position += texts[i * 2 + 2] as number;
  return DocumentText.open(
    position,
    texts[before * 2 + 1] as number,
    async (at, bytes) => {
      const offset = at % textFileBytes;
      const part = file(textFile(at)).subarray(offset, offset + bytes);
      return openPart(part, `${index}/${partName(textFile(at), offset)}`);
    },
    script === 'zh-Hant' ? forms : undefined,
  );
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

test('every byte of the stored texts is in a part that is sealed under its place', async () => {
  let bytes = 0;
  for (const document of archive.reports.keys()) {
    const { texts } = packed<DocumentsPart>(documentsName(document));
    const before = document % documentsInFile;
    let position = texts[0] as number;
    for (let i = 0; i < before; i++) position += texts[i * 2 + 2] as number;
    const open = (length: number) => {
      const path = textFile(position);
      const offset = position % textFileBytes;
      const content = openPart(
        file(path).subarray(offset, offset + length),
        `${index}/${partName(path, offset)}`,
      );
      bytes += length;
      position += length;
      return content;
    };
    const head = Buffer.from(open(texts[before * 2 + 1] as number)).toString('utf16le');
    const { stretches } = JSON.parse(head) as { stretches: number[] };
    for (let i = 1; i < stretches.length; i += 2) {
      const length = stretches[i] as number;
      const left = textFileBytes - (position % textFileBytes);
      if (length > left) position += left;
      assert.ok(open(length).length > 0);
    }
  }
  const folderOfTexts = join(folder, searchFolder, index, 'text');
  const sizes = readdirSync(folderOfTexts).map((name) => statSync(join(folderOfTexts, name)).size);
  assert.equal(
    bytes,
    sizes.reduce((sum, size) => sum + size, 0),
  );
});

test('stored texts are light: below two bytes a character with both scripts, in files that a host takes', () => {
  for (const [document] of archive.reports.entries())
    characters += page('', document).blocks.reduce((sum, { text }) => sum + text.length, 0);
  const texts = join(folder, searchFolder, index, 'text');
  const sizes = readdirSync(texts).map((name) => statSync(join(texts, name)).size);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(bytes / characters < 2, `${bytes} bytes for ${characters} characters`);
  assert.ok(Math.max(...sizes) <= 300_000);
});
