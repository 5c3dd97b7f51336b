import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { documentText, type LoadText } from '../../../../src/search/excerpts/document-text.ts';
import {
  nextPosition,
  otherForms,
  shownText,
  textFileBytes,
  unusualForms,
  usualForms,
} from '../../../../src/search/excerpts/stored-text.ts';
import { packHead, type TextHead, unpackHead } from '../../../../src/search/excerpts/text-head.ts';
import { type DocumentExtent, SymbolRun } from '../../../../src/search/indexing/symbol-run.ts';
import { type StoredBlock, TextWriter } from '../../../../src/search/indexing/text-writer.ts';
import { normalizeText } from '../../../../src/search/normalize.ts';
import { openPart, partName } from '../../../../src/search/packed/sealed.ts';
import { textOf, unitsOf } from '../../../../src/search/packed/units.ts';
import { createConverter } from '../../../../src/variant/converter.ts';
import { fc } from '../../../property.ts';

const converter = createConverter({ standard: 'tw', siteGlossary: [] });

/** Stores one document of paragraphs, and opens it as a reader's browser does. */
async function store(paragraphs: readonly string[], traditional = false) {
  const run = new SymbolRun();
  const lengths = run.add({ title: '题', headings: [], paragraphs });
  const writer = new TextWriter();
  const blocks = paragraphs.map(
    (text, i): StoredBlock => ({
      kind: 'text',
      text,
      traditional: converter.convert(text),
      id: '',
      symbols: lengths.paragraphs[i] as number,
    }),
  );
  const extent = run.extents[0] as DocumentExtent;
  const head = writer.add(
    {
      title: '题',
      traditionalTitle: '題',
      headings: extent.headings,
      paragraphs: extent.paragraphs,
      blocks,
    },
    converter,
  );
  const files = new Map(writer.files('0123456789'));
  const loaded: number[] = [];
  const load: LoadText = async (position, bytes) => {
    loaded.push(...bytes);
    const path = `text/${Math.floor(position / textFileBytes)}.packed`;
    const file = files.get(path) as Uint8Array;
    let offset = position % textFileBytes;
    return bytes.map((length) => {
      const part = file.subarray(offset, offset + length);
      const content = openPart(part, `0123456789/${partName(path, offset)}`);
      offset += length;
      return content;
    });
  };
  const usual = traditional ? usualForms(writer.otherForms) : undefined;
  const packed = packHead({ slug: 'a', issuer: 'b', ...head });
  loaded.push(packed.length);
  const text = documentText(unpackHead(packed) as TextHead, load, usual);
  return { text, loaded, files, start: extent.paragraphs };
}

describe('A stored text', () => {
  test('is read back unit for unit, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(textOf(unitsOf(text)), text);
      }),
    );
    assert.equal(textOf(unitsOf('\ud800\ufeff')), '\ud800\ufeff');
  });

  test('is given in Traditional letter by letter, the usual form or another', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'发发髮發后後里一𠀀，'), maxLength: 60 });
    fc.assert(
      fc.property(letters, letters, (text, other) => {
        const traditional = text.replace(/./gs, (each, at) => other.charAt(at) || each);
        const usual = usualForms('发發');
        const unusual = unusualForms(text, traditional, usual);
        assert.equal(shownText({ text, unusual }, usual).shown, traditional);
        assert.equal(shownText({ text, unusual }, undefined).shown, text);
      }),
    );
    const far = '一'.repeat(150_000);
    const traditional = `${far.slice(1)}七`;
    const unusual = unusualForms(far, traditional, usualForms(''));
    assert.equal(shownText({ text: far, unusual }, usualForms('')).shown, traditional);
  });

  test('has pairs of characters for what the two scripts do not say by themselves, and no others', () => {
    const forms = new Uint16Array(0x10000);
    for (const [from, to] of ['国國', '后后', '发發', '一一'])
      forms[(from as string).charCodeAt(0)] = (to as string).charCodeAt(0);
    const others = otherForms(forms);
    assert.equal(others, '发發后后');
    for (const [from, to] of forms.entries())
      if (to !== 0) assert.equal(usualForms(others)[from] || from, to);
  });

  test('never lies in two files', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.integer({ min: 1, max: textFileBytes }), (end, bytes) => {
        const position = nextPosition(end, bytes);
        assert.ok(position >= end && position - end < bytes);
        assert.equal(
          Math.floor(position / textFileBytes),
          Math.floor((position + bytes - 1) / textFileBytes),
        );
      }),
    );
  });

  test('of any length gives a passage for the bytes of a few stretches', async () => {
    const filler = Array.from(
      { length: 4000 },
      (_, i) => `第${i}项工作由第${(i * 7919) % 9973}组负责，于${(i * 31) % 365}日内办结。`,
    );
    const paragraphs = [...filler.slice(0, 3000), '申请行政复议的期限', ...filler.slice(3000)];
    for (const form of [paragraphs, [paragraphs.join('')]]) {
      const { text, loaded, start } = await store(form, true);
      const before = normalizeText(filler.slice(0, 3000).join('')).length;
      const place = start + before + (form.length > 1 ? 3000 : 0) + 2;
      const passage = await text.passage([{ length: 4, places: [place] }], []);
      assert.ok(passage);
      assert.ok(passage.searched.includes('申请行政复议的期限'));
      assert.ok(
        passage.shown.includes('申請行政複議的期限') ||
          passage.shown.includes('申請行政復議的期限'),
      );
      assert.equal(passage.goesOnBefore && passage.goesOnBehind, form.length === 1);
      assert.ok(loaded.reduce((sum, bytes) => sum + bytes, 0) < 4000, `${loaded}`);
    }
  });

  test('of any length shows a common word from where it first stands, and loads about as much as stands before it', async () => {
    const filler = Array.from({ length: 3000 }, (_, i) => `第${i}项工作由第${i % 97}组负责办结。`);
    for (const before of [0, 40, 700, 2900]) {
      const { text, loaded } = await store([...filler.slice(0, before), '行政复议', ...filler]);
      const passage = await text.passage([], ['复议']);
      assert.equal(passage?.searched, '行政复议');
      const bytes = loaded.reduce((sum, each) => sum + each, 0);
      assert.ok(bytes < 4000 + before * 25, `${bytes} for ${before}`);
    }
  });

  test('cut into pieces is normalised as the whole, through dashes and characters of two units', async () => {
    const units = fc.constantFrom('—', '——', '𠀀', '法', '。', '① ', '\u200b');
    await fc.assert(
      fc.asyncProperty(fc.array(units, { minLength: 1500, maxLength: 4000 }), async (all) => {
        const paragraph = `头${all.join('')}行政复议${all.join('')}`.replace(/\s+/g, ' ').trim();
        const { text, start } = await store([paragraph]);
        const place = start + normalizeText(paragraph).indexOf(normalizeText('行政复议'));
        const passage = await text.passage([{ length: 4, places: [place] }], []);
        assert.ok(passage);
        assert.ok(passage.searched.includes('行政复议'));
        assert.ok(paragraph.includes(passage.searched));
      }),
      { numRuns: 30 },
    );
  });

  test('does not open when a byte of it is another, or under another place', async () => {
    const { files } = await store(['行政复议']);
    const [path, file] = [...files][0] as [string, Uint8Array];
    const name = `0123456789/${partName(path, 0)}`;
    const end = [...Array(file.length + 1).keys()].find((length) => {
      try {
        openPart(file.subarray(0, length), name);
        return true;
      } catch {
        return false;
      }
    }) as number;
    assert.ok(end > 10);
    const part = file.subarray(0, end);
    assert.throws(() => openPart(part, name.replace('@0', '@1')));
    assert.throws(() => openPart(part, name.replace('0123', '0124')));
    const plain = textOf(openPart(part, name));
    for (let bit = 0; bit < part.length * 8; bit++) {
      const altered = Uint8Array.from(part);
      altered[bit >> 3] = (altered[bit >> 3] as number) ^ (1 << (bit & 7));
      try {
        assert.equal(textOf(openPart(altered, name)), plain);
      } catch (error) {
        assert.ok(!(error instanceof assert.AssertionError), `bit ${bit}`);
      }
    }
  });
});
