import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { compareReadings } from '../../../src/importing/compare-readings.ts';
import { importSource } from '../../../src/importing/import-source.ts';
import { findOffice } from '../../../src/importing/office/find-office.ts';
import { Office } from '../../../src/importing/office/office.ts';
import { rtfText } from '../../../src/importing/read/rtf-text.ts';
import { runImport } from '../../../src/importing/run-import.ts';
import {
  cell,
  centred,
  chineseNumbering,
  numbered,
  paragraph,
  picture,
  pixel,
  wordFile,
} from './word-file.ts';

const root = mkdtempSync(join(tmpdir(), 'archive-office-'));
after(() => rmSync(root, { recursive: true }));

const childEntry = join(import.meta.dirname, '../../../scripts/import-one.ts');
const notInstalled = 'LibreOffice is not installed';

let count = 0;
function folder(): string {
  const path = join(root, String(count++));
  mkdirSync(path);
  return path;
}

async function refusal(name: string, bytes: string | Buffer): Promise<string> {
  const path = join(folder(), name);
  writeFileSync(path, bytes);
  const answer = await importSource({ path, issuers: [] });
  assert.ok(answer.kind === 'refused');
  return answer.reason;
}

test('what only LibreOffice reads is refused without it, with what to install and what else can be done', async () => {
  for (const [name, bytes] of [
    ['a.rtf', '{\\rtf1 text}'],
    ['a.wps', 'Works document'],
    ['a.doc', '{\\rtf1 text}'],
  ] as const) {
    const reason = await refusal(name, bytes);
    assert.match(reason, /装上 LibreOffice/);
    assert.match(reason, /另存为 \.docx/);
  }
});

test('LibreOffice is found on the search path, where it is named, and never where it is ruled out', () => {
  const place = folder();
  writeFileSync(join(place, 'soffice'), '#!/bin/sh\n');
  assert.notEqual(findOffice({ PATH: place }), join(place, 'soffice'), 'it cannot be run');
  chmodSync(join(place, 'soffice'), 0o755);
  assert.equal(findOffice({ PATH: place }), join(place, 'soffice'));
  assert.equal(
    findOffice({ PATH: '', ARCHIVE_OFFICE: join(place, 'soffice') }),
    join(place, 'soffice'),
  );
  assert.equal(findOffice({ PATH: place, ARCHIVE_OFFICE: 'none' }), undefined);
  assert.equal(findOffice({ PATH: place, ARCHIVE_OFFICE: join(place, 'missing') }), undefined);
});

/** A program that is called as LibreOffice is and crashes, hangs or fails at files that say so. */
function pretender(notes: string): string {
  const program = join(folder(), 'soffice');
  writeFileSync(
    program,
    `#!/bin/sh
while [ $# -gt 0 ]; do case "$1" in
  --outdir) out="$2"; shift 2;;
  --convert-to) suffix="\${2%%:*}"; shift 2;;
  -*) shift;;
  *) break;;
esac; done
mkdir -p "$out"
for file in "$@"; do
  name=$(basename "$file"); target="$out/\${name%.*}.$suffix"
  echo "convert $file -> $target using filter : x"
  case $(cat "$file") in
    hang) sleep 600 & echo $! >> '${notes}'; wait;;
    crash) kill -9 $$;;
    unreadable) ;;
    *) cp "$file" "$target";;
  esac
done
`,
  );
  chmodSync(program, 0o755);
  return program;
}

test('a file at which LibreOffice hangs or crashes is named, the others are read, no process stays', async (context) => {
  if (process.platform === 'win32') return context.skip('the pretender is a shell script');
  const notes = join(folder(), 'pids');
  const limits = { milliseconds: 4000, megabytes: 6000 };
  const office = new Office(pretender(notes), folder(), limits);
  const place = folder();
  const contents = ['one', 'hang', 'two', 'crash', 'unreadable', 'three'];
  const results = await office.convert(
    contents.map((content, index) => {
      const path = join(place, `${index}.rtf`);
      writeFileSync(path, content);
      return { path, suffix: 'rtf', format: 'docx' as const };
    }),
  );
  assert.deepEqual(
    results.map((result) =>
      result.kind === 'made' ? readFileSync(result.path, 'utf8') : result.reason,
    ),
    [
      'one',
      'LibreOffice 读了 4 秒还没有读完',
      'two',
      'LibreOffice 读这个文件时出错退出',
      'LibreOffice 打不开这个文件',
      'three',
    ],
  );
  for (const pid of readFileSync(notes, 'utf8').trim().split('\n'))
    assert.equal(isRunning(Number(pid)), false, 'what LibreOffice started has ended with it');
  const [first] = results;
  office.forget();
  assert.ok(first?.kind === 'made' && !existsSync(first.path));
});

function isRunning(pid: number): boolean {
  try {
    // A process that ended and that nobody waited for is still listed, as a zombie.
    return !/^\d+ \(.*\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test('two readings are compared by their words: order, divisions and what nobody sees aside', () => {
  const same = (ours: string[], theirs: string[]) => compareReadings(ours, theirs).kind;
  assert.equal(same(['甲 乙', '注'], ['注', '甲', '乙\u200b']), 'same');
  assert.equal(same(['一、甲', '二、乙'], ['甲', '乙']), 'labels');
  const lost = compareReadings(['办理案件17件。', '同样'], ['办理案件117件。', '同样']);
  assert.deepEqual(lost, {
    kind: 'different',
    difference: { ours: '办理案件1▲7件。', theirs: '办理案件1▲17件。' },
  });
  assert.equal(same(['甲', '甲'], ['甲']), 'different', 'a paragraph that stands once less');
  assert.equal(same(['甲'], ['甲', '丢了的一段']), 'different');
});

test('the text of an RTF file in its encodings, without what was deleted', () => {
  const file = Buffer.concat([
    Buffer.from(
      "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 \\'cb\\'ce\\'cc\\'e5;}{\\f1\\fcharset0 Arial;}}{\\*\\generator x}{\\info{\\title t}}\\uc1\\f0 \\'d5\\'fe\\'b8\\'ae A\\u19968?\\{1\\}\\par {\\listtext\\f1 1.\\tab}{\\deleted old}new{\\footnote note}\\cell b\\row}",
    ),
  ]);
  assert.deepEqual(rtfText(file), ['政府 A一{1}', '1.new', 'b', 'note']);
});

const report = [
  paragraph('云溪县2023年度法治政府建设情况报告', centred),
  paragraph('加强领导', numbered(0)),
  paragraph('全年办理案件17件，面积3*5=15平方米。'),
  `<w:tbl><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid><w:tr>${cell('全县', '<w:tcW w:w="6000" w:type="dxa"/><w:gridSpan w:val="2"/>')}</w:tr><w:tr>${cell('复议', '<w:tcW w:w="3000" w:type="dxa"/>')}${cell('17', '<w:tcW w:w="3000" w:type="dxa"/>')}</w:tr></w:tbl>`,
  picture('柱状图').replace('<wp:inline>', '<wp:inline><wp:extent cx="914400" cy="914400"/>'),
  '<w:p><w:r><w:t>有注</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r></w:p>',
  paragraph('云溪县人民政府'),
];
const parts = {
  'word/numbering.xml': chineseNumbering,
  'word/media/image1.png': pixel,
  'word/footnotes.xml': `<?xml version="1.0"?><w:footnotes NAMESPACES><w:footnote w:id="2">${paragraph('按年底数。')}</w:footnote></w:footnotes>`,
};

test('a report is the same from .docx, .doc and .odt; an .rtf that draws other numbers than it says is refused', async (context) => {
  const office = findOffice();
  if (office === undefined) return context.skip(notInstalled);
  const place = folder();
  const path = join(place, 'report.docx');
  writeFileSync(path, await wordFile(report.join(''), parts));
  // LibreOffice itself writes the other forms.
  const { spawnSync } = await import('node:child_process');
  for (const format of ['doc', 'odt', 'rtf']) {
    spawnSync(office, [
      `-env:UserInstallation=file://${join(root, 'profile')}`,
      ...['--headless', '--convert-to', format, '--outdir', place, path],
    ]);
  }
  const contentDir = folder();
  const outcomes = await runImport({
    ...{ sources: [place], contentDir, stated: { indicators: [] }, isDryRun: false },
    ...{ childEntry, office },
  });
  assert.deepEqual(
    outcomes.slice(0, 3).map(({ source, reason }) => [source, reason]),
    ['doc', 'docx', 'odt'].map((suffix) => [`report.${suffix}`, undefined]),
  );
  // LibreOffice writes the Chinese comma of a numbering as a question mark.
  assert.match(outcomes[3]?.reason ?? '', /自动序号.*一\?加强领导.*原件里/);
  for (const { report: file = '', source } of outcomes.slice(0, 3)) {
    const text = readFileSync(join(contentDir, file), 'utf8').replace(/^---[\s\S]*?\n---\n/, '');
    for (const wanted of [
      /一、加强领导/,
      /17件，面积3\\\*5=15平方米。/,
      /<th colspan="2">全县<\/th>/,
      /!\[/,
      /有注\[\^1\]。/,
      /\[\^1\]: 按年底数。/,
    ])
      assert.match(text, wanted, source);
  }
});

test('LibreOffice asks nobody for what a file links to', async (context) => {
  const office = findOffice();
  if (office === undefined) return context.skip(notInstalled);
  let hits = 0;
  const server = createServer((_, response) => {
    hits += 1;
    response.end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const path = join(folder(), 'a.html');
  writeFileSync(
    path,
    `<html><body><p>文字</p><img src="http://127.0.0.1:${port}/a.png"></body></html>`,
  );
  const [result] = await new Office(office, folder()).convert([
    { path, suffix: 'doc', format: 'docx' },
  ]);
  server.close();
  assert.equal(result?.kind, 'made');
  assert.equal(hits, 0);
});
