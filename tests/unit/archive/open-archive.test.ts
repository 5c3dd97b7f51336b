import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { bodyOf, sourceOf } from '../../../src/model/archive.ts';
import { reportMarkdown } from '../../../src/model/report-markdown.ts';
import { archiveFrom, reportText } from './archive-from.ts';

const codesOf = (
  problems: readonly { readonly code: string; readonly line?: number | undefined }[],
) => problems.map(({ code, line }) => (line === undefined ? code : `${code}:${line}`));

test('reports stand year by year, newest publication first, unknown last, then by title and slug', async () => {
  const unknown = (title: string) =>
    reportText('## 一\n\n正文。\n', { title }).replace(/published: .*\n/, '');
  const { archive } = await archiveFrom({
    'reports/2023/b.md': reportText('## 一\n\n正文。\n', { published: '2024-01-05' }),
    'reports/2023/c.md': unknown('乙'),
    'reports/2023/d.md': unknown('丙'),
    'reports/2023/e.md': unknown('丙'),
    'reports/2023/f.md': reportText('## 一\n\n正文。\n', { published: '2024-01-05 09:30' }),
    'reports/2024/a.md': reportText('## 一\n\n正文。\n', { year: '2024', published: '2025-03-01' }),
  });
  assert.deepEqual(
    archive?.reports.map(({ file }) => file.slice('reports/'.length)),
    [
      '2024/a.md',
      '2023/annual.md',
      '2023/f.md',
      '2023/b.md',
      '2023/d.md',
      '2023/e.md',
      '2023/c.md',
    ],
  );
  assert.deepEqual(archive?.years, [2024, 2023]);
});

test('a report is found under its indicator, under everything above it, by year and by issuer', async () => {
  const { archive } = await archiveFrom({
    'reports/2023/justice.md': reportText('## 一\n\n正文。\n', {
      indicators: '["2021/98", "2021/9"]',
    }),
  });
  assert.ok(archive);
  const files = (reports: readonly { readonly slug: string }[] | undefined) =>
    reports?.map(({ slug }) => slug);
  assert.deepEqual(files(archive.reportsByIndicator.get('2021/9')), ['justice']);
  assert.deepEqual(files(archive.reportsByIndicator.get('2021/98')), ['annual', 'justice']);
  assert.deepEqual(files(archive.reportsUnderIndicator.get('2021/9')), ['annual', 'justice']);
  assert.deepEqual(files(archive.reportsByYear.get(2023)), ['annual', 'justice']);
  assert.deepEqual(files(archive.reportsByIssuer.get('yunxi-justice-bureau')), ['justice']);
  const [first] = archive.reports.at(-1)?.indicators ?? [];
  assert.deepEqual(
    first?.ancestors.map(({ code, depth }) => [code, depth]),
    [['9', 1]],
  );
});

test('editions stand newest first and their source has one shape', async () => {
  const { archive } = await archiveFrom({
    'indicators/2019.yaml':
      'edition: 2019\ntitle: 旧版\nsource: 某文件\nindicators:\n  - code: 1.10\n    title: 一\n',
    'indicators/2025.yaml':
      'edition: 2025\ntitle: 新版\nsource: { name: 某文件, url: https://a.example/ }\nindicators: []\n',
  });
  assert.deepEqual(
    archive?.editions.map(({ edition, source }) => [edition, source]),
    [
      ['2025', { name: '某文件', url: 'https://a.example/' }],
      ['2021', undefined],
      ['2019', { name: '某文件' }],
    ],
  );
  assert.ok(archive?.indicatorByKey.has('2019/1.10'), 'an unquoted code stays as written');
});

test('the archive is frozen through and through', async () => {
  const { archive } = await archiveFrom({});
  assert.ok(archive);
  const seen = new Set<unknown>();
  const isFrozen = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    assert.ok(Object.isFrozen(value), path);
    if (value instanceof Map) {
      assert.throws(() => value.set('x', 1), TypeError, path);
      assert.throws(() => value.clear(), TypeError, path);
      for (const [key, item] of value) isFrozen(item, `${path}.${String(key)}`);
    }
    for (const [key, item] of Object.entries(value)) isFrozen(item, `${path}.${key}`);
  };
  isFrozen(archive, 'archive');
});

test('dates stay text, in the one form that pages show', async () => {
  const { archive } = await archiveFrom({
    'reports/2023/annual.md': reportText('## 一\n\n正文。\n', { published: '2024-03-20T09:30' }),
  });
  assert.equal(archive?.reports[0]?.published, '2024-03-20 09:30');
});

test('the hash is that of index.md with LF line ends, whatever the editor writes', async () => {
  const text = reportText('## 一\n\n正文。\n');
  const hashes = new Set<string>();
  for (const variant of [
    text,
    text.replaceAll('\n', '\r\n'),
    text.replaceAll('\n', '\r'),
    `\uFEFF${text}`,
  ]) {
    const { archive } = await archiveFrom({ 'reports/2023/annual.md': variant });
    const [report] = archive?.reports ?? [];
    assert.ok(archive && report);
    const markdown = reportMarkdown(report, sourceOf(archive, report));
    assert.match(markdown, /^---\n标题: ".+"\n[^\r]*\n---\n\n## 一\n\n正文。\n$/s);
    hashes.add(report.sha256);
    assert.equal(report.sha256, createHash('sha256').update(markdown).digest('hex'));
  }
  assert.equal(hashes.size, 1);
});

test('an attachment carries its size, type and hash', async () => {
  const { archive } = await archiveFrom({
    'reports/2023/annual.md': reportText('## 一\n\n正文。\n', {
      attachments: '[{ file: 附表/一.PDF, title: 附表 }]',
    }),
    'reports/2023/附表/一.PDF': 'abc',
  });
  assert.deepEqual(archive?.reports[0]?.attachments, [
    {
      title: '附表',
      file: '附表/一.PDF',
      type: 'pdf',
      bytes: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    },
  ]);
});

test('warnings and notices leave the archive usable; one error does not', async () => {
  const warned = await archiveFrom({ 'reports/2023/unused.pdf': '' });
  assert.ok(warned.archive);
  assert.deepEqual(codesOf(warned.problems), ['unused-file']);
  const failed = await archiveFrom({
    'reports/2023/annual.md': reportText('## 一\n\n正文。\n', { year: '2022' }),
  });
  assert.equal(failed.archive, undefined);
});

test('problems come in the order of files and lines, each at its own line', async () => {
  const { problems } = await archiveFrom({
    'reports/2023/annual.md':
      '---\n# 说明\ntitle: 一\n\nyear: "2023"\nissuer: nobody\nindicators:\n  - 2021/98\n  - 2021/7\nsource:\n  nmae: 甲\nattachments:\n  - file: a.pdf\n    title:\n      - 乙\npublished: 2024-02-30\n---\n\n\n正文 [甲](gone.md)\n续行 ![](b.png)\n',
    'issuers.yaml': '- id: a\n  name: 甲\n  kind: other\n- id: a\n  name: 乙\n  kind: others\n',
  });
  assert.deepEqual(
    problems.map(({ file, code, line }) => `${file}:${line} ${code}`),
    [
      'issuers.yaml:6 bad-value',
      'reports/2023/annual.md:5 wrong-type',
      'reports/2023/annual.md:6 unknown-issuer',
      'reports/2023/annual.md:9 unknown-indicator',
      'reports/2023/annual.md:11 unknown-key',
      'reports/2023/annual.md:14 wrong-type',
      'reports/2023/annual.md:16 bad-date',
      'reports/2023/annual.md:20 broken-link',
      'reports/2023/annual.md:21 missing-alt',
      'reports/2023/annual.md:21 missing-image',
    ],
  );
});

test('a broken issuers.yaml or edition does not put one more problem into every report', async () => {
  const { problems } = await archiveFrom({
    'issuers.yaml': '- id: [',
    'indicators/2021.yaml': 'edition: [',
  });
  assert.deepEqual(
    [...new Set(problems.map(({ file }) => file))],
    ['indicators/2021.yaml', 'issuers.yaml'],
  );
});

test('files of any bytes are told, never thrown', async () => {
  const bytes = Uint8Array.from({ length: 4096 }, (_, index) => (index * 37) % 256);
  const files = [
    'site.yaml',
    'issuers.yaml',
    'glossary.yaml',
    'indicators/2021.yaml',
    'reports/2023/annual.md',
    'pages/about.mdx',
  ];
  for (const content of [
    bytes,
    '',
    '\0',
    '---',
    '---\n---',
    '---\n---\n',
    '[',
    '- - - -',
    '&a [*a]',
    '{'.repeat(9000),
    '\t\n',
    '0',
  ]) {
    const { archive, problems } = await archiveFrom(
      Object.fromEntries(files.map((file) => [file, content])),
    );
    assert.equal(archive, undefined);
    assert.ok(problems.length > 0);
  }
});

test('the site is named by its origin, however the editor ended it', async () => {
  for (const url of ['https://A.example/', 'https://a.example']) {
    const { archive } = await archiveFrom({ 'site.yaml': `name: 甲\nurl: ${url}\ntrail: [乙]\n` });
    assert.equal(archive?.site.url, 'https://a.example');
  }
});

test('an alias bomb is refused', async () => {
  const bomb = Array.from({ length: 12 }, (_, index) =>
    index === 0
      ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]'
      : `a${index}: &a${index} [${`*a${index - 1}, `.repeat(9)}]`,
  ).join('\n');
  const { problems } = await archiveFrom({ 'site.yaml': bomb });
  assert.deepEqual(codesOf(problems), ['broken-yaml:2']);
});

test('thousands of problems are all told', async () => {
  const line = '[坏链接](gone.md)\n\n';
  const { problems } = await archiveFrom({
    'reports/2023/annual.md': reportText(line.repeat(5000)),
  });
  const links = problems.filter(({ code }) => code === 'broken-link');
  assert.equal(links.length, 5000);
  assert.equal(links.at(-1)?.line, 9 + 4999 * 2);
});

test('what systems leave behind is no content and no problem', async () => {
  const { archive, problems } = await archiveFrom({
    '.DS_Store': '',
    'Thumbs.db': '',
    'reports/2023/~$annual.docx': '',
    'reports/2023/.gitkeep': '',
    'reports/.obsidian/app.json': '{}',
  });
  assert.ok(archive);
  assert.deepEqual(problems, []);
});

test('names that JavaScript keeps for itself are names like any other', async () => {
  const { problems } = await archiveFrom({
    'reports/2023/annual.md': reportText('## 一\n\n正文。\n', {
      issuer: 'constructor',
      indicators: '["__proto__/toString"]',
      constructor: 'x',
      __proto__x: 'y',
    }),
  });
  assert.deepEqual(codesOf(problems), [
    'unknown-issuer:4',
    'unknown-indicator:5',
    'unknown-key:7',
    'unknown-key:8',
  ]);
});

test('a lone glossary entry twice, a keyword twice: each at its second place', async () => {
  const { problems } = await archiveFrom({
    'glossary.yaml': '- simplified: 云\n  traditional: 雲\n- simplified: 云\n  traditional: 雲\n',
    'reports/2023/annual.md': reportText('## 一\n\n正文。\n', {
      keywords: '\n  - 法治\n  - 依法\n  - 法治',
    }),
  });
  assert.deepEqual(codesOf(problems), ['repeated-value:3', 'repeated-value:10']);
});

test('a large archive, read by threads, is the same as one report after the other', async () => {
  const faulty = reportText('<script>x</script>\n\n正文[^1]，见[下文](#无)。\n\n[^1]: 注\n', {
    issuer: 'nobody',
  });
  const good = (number: number) =>
    reportText(`## 一\n\n第${number}份。\n`, { title: `报告${number}` });
  const few = await archiveFrom({ 'reports/2023/r7.md': good(7), 'reports/2023/r8.md': good(8) });
  const fewFaulty = await archiveFrom({ 'reports/2023/z.md': faulty });
  const files = Object.fromEntries(
    Array.from({ length: 320 }, (_, number) => [`reports/2023/r${number}.md`, good(number)]),
  );
  const many = await archiveFrom(files);
  assert.equal(many.archive?.reports.length, 321);
  for (const slug of ['r7', 'r8']) {
    const find = ({ archive }: typeof many) =>
      archive?.reports.find((report) => report.slug === slug);
    const [one, other] = [find(many), find(few)];
    assert.ok(one && other && many.archive && few.archive);
    assert.deepEqual({ ...one, indicators: 0 }, { ...other, indicators: 0 });
    assert.deepEqual(bodyOf(many.archive, one), bodyOf(few.archive, other));
  }
  const manyFaulty = await archiveFrom({ ...files, 'reports/2023/z.md': faulty });
  const ofZ = ({ problems }: typeof many) => problems.filter(({ file }) => file.endsWith('z.md'));
  assert.deepEqual(ofZ(manyFaulty), ofZ(fewFaulty));
  assert.ok(ofZ(manyFaulty).length >= 3);
});
