import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openArchive } from '../../../src/archive/open-archive.ts';
import { bodyOf, sourceOf } from '../../../src/model/archive.ts';
import { archiveFrom, reportText } from './archive-from.ts';
import { renderText } from './render-text.ts';

test('headings begin at h2 and keep the order of their levels', () => {
  const { body } = renderText('### 三级\n\n# 一级\n\n### 三级\n\n##### 五级\n');
  assert.deepEqual(
    body.headings.map(({ depth, text }) => [depth, text]),
    [
      [3, '三级'],
      [2, '一级'],
      [3, '三级'],
      [4, '五级'],
    ],
  );
});

test('a body never has a level beyond h6, nor an h1', () => {
  const { html } = renderText(
    '# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5\n\n###### 6\n\n<h1>7</h1>\n',
  );
  assert.doesNotMatch(html, /<h[17]/);
  assert.match(html, /<h6 id="s-6">6<\/h6>/);
});

test('a heading has its link beside it, named for a screen reader, and its own name stays clean', () => {
  const { html } = renderText('## 一、*坚持*党的领导[^1]\n\n[^1]: 注。\n');
  assert.match(
    html,
    /<div class="heading-row"><h2 id="一-坚持党的领导">一、<em><wbr aria-hidden="true">坚持<\/em><wbr aria-hidden="true">党的领导<sup>.*<\/sup><\/h2><a class="heading-link" href="#一-坚持党的领导" aria-label="本节链接：一、坚持党的领导">#<\/a><\/div>/,
  );
});

test('an empty heading is not a heading', () => {
  const { html, body } = renderText('##\n\n正文\n');
  assert.deepEqual(body.headings, []);
  assert.doesNotMatch(html, /<h/);
});

test('punctuation stays as the record has it', () => {
  const { html } = renderText('"2016--2020年"... \'引号\' (c) 1/2');
  assert.equal(html.trim(), '<p>"2016--2020年"... \'引号\' (c) 1/2</p>');
});

test('a table stands in a named scroll region that the keyboard reaches, and its headers say what they head', () => {
  const { html } = renderText(
    '| 序号 | 事项 |\n|:-:|--:|\n| 1 | 行政复议 |\n\n| 年份 |\n|---|\n| 2023 |\n',
  );
  assert.match(
    html,
    /<div class="table-scroll" role="region" tabindex="0" aria-label="表格 1：序号、事项"><table class="table-cards">/,
  );
  assert.match(html, /aria-label="表格 2：年份"/);
  assert.match(html, /<th scope="col" class="align-center">序号<\/th>/);
  assert.match(html, /<td data-label="事项" class="align-right">行政复议<\/td>/);
  assert.doesNotMatch(html, /style=/);
});

test('cells say their header only where every row has one cell for each header', () => {
  const table = (head: string, body: string) =>
    renderText(`<table><thead>${head}</thead><tbody>${body}</tbody></table>`).html;
  const head = '<tr><th>事项</th><th>件数</th></tr>';
  const good = table(head, '<tr><th>复议</th><td>17</td></tr><tr><td>诉讼</td><td>3</td></tr>');
  assert.match(
    good,
    /<th scope="row">复议<\/th><td data-label="件数" class="number align-right">17<\/td>/,
  );
  assert.match(good, /<td data-label="事项">诉讼<\/td>/);
  for (const html of [
    table(head, '<tr><td colspan="2">合计</td></tr>'),
    table(head, '<tr><td rowspan="2">合计</td><td>1</td></tr><tr><td>2</td></tr>'),
    table(head + head, '<tr><td>复议</td><td>17</td></tr>'),
    table(head, '<tr><td>复议</td><td>17</td><td>多</td></tr>'),
    table('<tr><th>事项</th></tr>', '<tr><td>复议</td></tr>'),
  ]) {
    assert.doesNotMatch(html, /data-label|table-cards/);
  }
});

test('a table without headers gets no empty header row', () => {
  const { html } = renderText('| | |\n|---|---|\n| 1 | 行政复议 |\n');
  assert.doesNotMatch(html, /<th/);
  assert.match(html, /aria-label="表格 1"/);
  assert.match(html, /<td>行政复议<\/td>/);
});

test('row headers of a raw table are row headers, and its caption names it', () => {
  const { html } = renderText(
    '<table><caption>办件数量</caption><thead><tr><td></td><th>件数</th></tr></thead><tbody><tr><th>行政复议</th><td>17</td></tr></tbody></table>',
  );
  assert.match(html, /aria-label="表格 1：办件数量"/);
  assert.match(html, /<th scope="row">行政复议<\/th>/);
  assert.match(html, /<th scope="col" class="align-right">件数<\/th>/);
});

test('footnotes have Chinese names and lead there and back', () => {
  const { html, anchors } = renderText(
    '甲[^甲]，乙[^b]，又甲[^甲]。\n\n[^b]: 乙注。\n[^甲]: 甲注。\n',
  );
  assert.match(
    html,
    /甲<sup><a href="#note-1" id="note-ref-1" role="doc-noteref" aria-label="脚注 1">1<\/a>/,
  );
  assert.match(html, /又甲<sup><a href="#note-1" id="note-ref-1-2"/);
  assert.match(
    html,
    /<section class="footnotes" role="doc-endnotes" aria-labelledby="note-label"><h2 id="note-label">脚注<\/h2>/,
  );
  assert.match(html, /<a href="#note-ref-1" role="doc-backlink" aria-label="返回正文（脚注 1）">/);
  assert.match(
    html,
    /<a href="#note-ref-1-2" role="doc-backlink" aria-label="返回正文（脚注 1 第 2 处）">/,
  );
  for (const id of ['note-1', 'note-2', 'note-ref-1', 'note-ref-1-2', 'note-ref-2']) {
    assert.ok(anchors.has(id), id);
  }
  assert.doesNotMatch(html, /user-content|Footnotes|Back to/);
});

test('images become numbered placeholders and are listed in their order', () => {
  const { html, body, problems } = renderText(
    '![甲图](a.png "图一")\n\n<img src="图/b.jpg" alt="乙图">\n',
    { files: ['a.png', '图/b.jpg'] },
  );
  assert.match(html, /<img data-archive-image="0">[\s\S]*<img data-archive-image="1">/);
  assert.deepEqual(body.images, [
    { file: 'reports/2023/a.png', alt: '甲图', title: '图一' },
    { file: 'reports/2023/图/b.jpg', alt: '乙图' },
  ]);
  assert.deepEqual(problems, []);
});

test('links inside the archive become addresses under the base', () => {
  const { html } = renderText(
    '[甲](../2022/annual.md#一-概况) [乙](附件 一.pdf) [丙](<附件 一.pdf>) [丁](/indicators/2021/98/) [戊](/fz/years/2023/) [己](../../pages/about.mdx)',
    { attachments: ['附件 一.pdf'] },
  );
  assert.match(html, /<a href="\/fz\/reports\/2022\/annual\/#一-概况">甲<\/a>/);
  assert.match(
    html,
    /<a href="\/fz\/reports\/2023\/annual\/%E9%99%84%E4%BB%B6%20%E4%B8%80\.pdf">丙<\/a>/,
  );
  assert.match(html, /<a href="\/fz\/indicators\/2021\/98\/">丁<\/a>/);
  assert.match(html, /<a href="\/fz\/years\/2023\/">戊<\/a>/);
  assert.match(html, /<a href="\/fz\/about\/">己<\/a>/);
});

test('links out of the archive cannot reach back; links inside need no such thing', () => {
  const { html } = renderText('[甲](HTTPS://a.example/) <mailto:a@b.example> [乙](/years/2023/)');
  assert.match(html, /<a href="[^"]+" rel="noopener">甲<\/a>/);
  assert.match(html, /<a href="mailto:a@b.example">/);
  assert.match(html, /<a href="\/fz\/years\/2023\/">乙<\/a>/);
});

test('a link that leads nowhere leaves its words', () => {
  assert.equal(renderText('见[附表](gone.xlsx)。').html.trim(), '<p>见附表。</p>');
});

test('tasks are told by text, not by a dead checkbox', () => {
  const { html } = renderText('- [x] 已办\n- [ ] 待办\n');
  assert.match(html, /<span role="img" aria-label="已完成">☑<\/span> 已办/);
  assert.match(html, /<span role="img" aria-label="未完成">☐<\/span> 待办/);
  assert.doesNotMatch(html, /<input/);
});

test('the length counts Han, letters and digits that a reader sees', () => {
  assert.equal(
    renderText('## 一、概况\n\n依法 ABC，12。𠀀[附表](https://a.example/long)<!-- 不计 -->\n')
      .characters,
    13,
  );
});

test('the same content renders to the same bytes', async () => {
  const files = {
    'reports/2023/justice.md': reportText('## 一\n\n| 甲 |\n|---|\n| 乙[^1] |\n\n[^1]: 注。\n'),
  };
  const render = async () => {
    const { archive } = await archiveFrom(files);
    assert.ok(archive);
    return archive.reports.map((report) => bodyOf(archive, report));
  };
  assert.deepEqual(await render(), await render());
});

test('a report of no opened archive is refused', async () => {
  const { archive } = await archiveFrom({});
  const [report] = archive?.reports ?? [];
  assert.ok(archive && report);
  assert.throws(
    () => bodyOf(archive, { file: 'reports/2019/elsewhere.md' }),
    /is not a report of this archive/,
  );
});

test('a folder that does not exist is a problem, not an exception', async () => {
  const { archive, problems } = await openArchive('/nowhere/content');
  assert.equal(archive, undefined);
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['missing-content-folder'],
  );
});

test('the Markdown that is handed on holds nothing that the page does not show', async () => {
  const published = async (body: string): Promise<string> => {
    const { archive } = await archiveFrom({ 'reports/2023/extra.md': reportText(body) });
    assert.ok(archive);
    return sourceOf(archive, { file: 'reports/2023/extra.md' }).trimStart();
  };
  assert.equal(await published('一、概况\n\n**依法**行政。\n'), '一、概况\n\n**依法**行政。\n');
  for (const hidden of [
    '依法<script>alert(1)</script>行政。',
    '依法行政。<!-- 内部意见 -->',
    '<div onclick="alert(1)">依法行政。</div>',
    '[依法行政](javascript:alert(1))。',
  ]) {
    const text = await published(`${hidden}\n`);
    assert.doesNotMatch(text, /alert|内部意见|<script|onclick|javascript/, hidden);
    assert.match(text, /依法/);
  }
});
