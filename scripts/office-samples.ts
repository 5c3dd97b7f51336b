/**
 * Turns a corpus (`*.jsonl.gz`, scripts/corpus.ts) into a folder of documents as an office has them, for `bench:import`:
 * of every twenty texts eight .docx, four .doc, two .pdf and two .html, one .rtf, .odt, .wps (a .doc called so) and .txt
 * (GB18030). LibreOffice writes what is no text; every third has a table with merged cells, a picture and a footnote.
 *
 *   node scripts/office-samples.ts --from <folder with *.jsonl.gz> --out <empty folder> [--documents 500] [--seed 1]
 *
 * Nothing but what LibreOffice writes of itself (dates, versions) differs from run to run.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findOffice } from '../src/importing/office/find-office.ts';
import { type CorpusText, multiplyCorpus, readCorpus } from './corpus.ts';

const mix =
  'docx doc docx html docx pdf docx rtf doc docx odt docx doc txt docx pdf wps docx html doc';
const kinds = mix.split(' ');

/** How LibreOffice is told to write a kind; what it does not write is written here. */
const filters: Readonly<Record<string, string>> = {
  docx: 'docx:MS Word 2007 XML',
  doc: 'doc:MS Word 97',
  odt: 'odt:writer8',
  rtf: 'rtf:Rich Text Format',
  pdf: 'pdf:writer_pdf_Export',
};

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAE0lEQVR4nGP8z4APMOGVZRip0gBBLAETee26JgAAAABJRU5ErkJggg==';

const table = `<table border="1"><tr><th rowspan="2">序号</th><th colspan="2">办理情况</th></tr>
<tr><th>事项</th><th>件数</th></tr><tr><td>1</td><td>行政复议</td><td>36</td></tr><tr><td>2</td><td>行政应诉</td><td>12</td></tr></table>`;

/** The page of a text, with what an office's document has beside running words in every third. */
function pageOf({ title, markdown }: CorpusText, index: number): string {
  const blocks = markdown
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, signs, words] = /^(#{2,6}) (.*)$/.exec(line) ?? [];
      return signs === undefined
        ? `<p>${escapeText(line)}</p>`
        : `<h${signs.length}>${escapeText(words ?? '')}</h${signs.length}>`;
    });
  const isRich = index % 3 === 0;
  if (isRich) {
    const note = `<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>`;
    blocks.push(table, `<p><img src="data:image/png;base64,${pixel}" alt="图"></p>`);
    blocks.push(`<p>以上数字截至年底${note}。</p>`);
    blocks.push(
      `<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>由各部门上报。</p></div>`,
    );
  }
  return `<!doctype html><html><head><meta charset="utf-8"><title>${escapeText(title)}</title></head><body>
<h1 align="center">${escapeText(title)}</h1>
${blocks.join('\n')}
</body></html>
`;
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

/** @throws where LibreOffice writes none */
function convert(office: string, scratch: string, format: string, files: readonly string[]): void {
  for (let at = 0; at < files.length; at += 50) {
    const { status } = spawnSync(
      office,
      [
        `-env:UserInstallation=file://${join(scratch, 'profile')}`,
        ...[
          '--headless',
          '--infilter=HTML (StarWriter)',
          '--convert-to',
          filters[format] ?? format,
        ],
        ...['--outdir', join(scratch, format), ...files.slice(at, at + 50)],
      ],
      { stdio: 'ignore', timeout: 600_000 },
    );
    if (status !== 0) throw new Error(`LibreOffice could not write .${format}`);
  }
}

async function writeSamples(from: string, out: string, count: number, seed: number): Promise<void> {
  const office = findOffice();
  if (office === undefined) throw new Error('LibreOffice is not installed');
  const scratch = mkdtempSync(join(tmpdir(), 'office-samples-'));
  mkdirSync(out, { recursive: true });
  const texts = multiplyCorpus(await readCorpus(from), count, seed);
  const staged = new Map<string, string[]>();
  for (const [index, text] of texts.entries()) {
    const kind = kinds[index % kinds.length] ?? 'docx';
    const name = `${String(index + 1).padStart(3, '0')} ${text.title.replace(/[/\\:*?"<>|]/g, '_')}`;
    if (kind === 'html') writeFileSync(join(out, `${name}.html`), pageOf(text, index));
    else if (kind === 'txt') {
      const page = join(scratch, `${name}.html`);
      writeFileSync(page, `${text.title}\n\n${text.markdown}`);
      const { stdout } = spawnSync('iconv', ['-f', 'utf-8', '-t', 'gb18030', page]);
      writeFileSync(join(out, `${name}.txt`), stdout);
    } else {
      const page = join(scratch, `${name}.html`);
      writeFileSync(page, pageOf(text, index));
      staged.set(kind, [...(staged.get(kind) ?? []), page]);
    }
  }
  for (const [kind, pages] of staged) {
    const format = kind === 'wps' ? 'doc' : kind;
    convert(office, scratch, format, pages);
    for (const page of pages) {
      const name = page.slice(scratch.length + 1, -'.html'.length);
      renameSync(join(scratch, format, `${name}.${format}`), join(out, `${name}.${kind}`));
    }
  }
  rmSync(scratch, { recursive: true });
  console.log(`${count} documents → ${out}`);
}

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    out: { type: 'string' },
    documents: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
  },
});
const count = Number(values.documents);
if (values.from === undefined || values.out === undefined || !Number.isInteger(count)) {
  console.error(
    'usage: node scripts/office-samples.ts --from <folder with *.jsonl.gz> --out <folder> [--documents <count>] [--seed <integer>]',
  );
  process.exitCode = 2;
} else await writeSamples(values.from, values.out, count, Number(values.seed));
