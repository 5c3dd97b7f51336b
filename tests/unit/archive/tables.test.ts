import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { renderText } from './render-text.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value;

function elements(node: Node, tag: string): Element[] {
  const own = 'tagName' in node && node.tagName === tag ? [node] : [];
  const below = 'childNodes' in node ? node.childNodes.flatMap((one) => elements(one, tag)) : [];
  return [...own, ...below];
}

function text(node: Node): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(text).join('') : '';
}

const regionOf = (html: string): Element =>
  elements(parseFragment(html), 'div').find((one) =>
    attribute(one, 'class')?.startsWith('table-scroll'),
  ) as Element;
const classesOf = (element: Element): string[] => (attribute(element, 'class') ?? '').split(' ');
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
const markdown = (columns: number, cell: string): string =>
  row(Array(columns).fill('项目')) +
  row(Array(columns).fill('---')) +
  row(Array(columns).fill(cell));

test('a table says how wide it is, and how many columns it has where it may not fit', () => {
  const looks = [
    [3, '12', ''],
    [6, '12', 'table-broad'],
    [12, '没收违法所得', 'table-broad table-wide table-sideways'],
    [30, '没收违法所得', 'table-broad table-wide table-vast'],
  ] as const;
  for (const [columns, cell, classes] of looks) {
    const region = regionOf(renderText(markdown(columns, cell)).html);
    assert.equal(attribute(region, 'class'), `table-scroll ${classes}`.trim(), `${columns}`);
    assert.equal(attribute(region, 'data-text'), `共${columns}列，看不全时可左右滚动`);
  }
});

test('a table with merged cells counts the columns that they cover, and knows which cells stand in the first', () => {
  const { html } = renderText(
    '<table><thead><tr><th rowspan="2">类别</th><th colspan="2">任务数</th></tr>' +
      '<tr><th>已完成</th><th>正在推进</th></tr></thead>' +
      '<tbody><tr><th rowspan="2">公开</th><td>14</td><td>1</td></tr><tr><td>5</td><td>0</td></tr>' +
      '<tr><td colspan="3">合计从略</td></tr></tbody></table>',
  );
  const cells = [...elements(parseFragment(html), 'th'), ...elements(parseFragment(html), 'td')];
  const first = cells.filter((cell) => classesOf(cell).includes('first-column')).map(text);
  assert.deepEqual(first, ['类别', '公开']);
  const wide = `<table><tbody><tr><td colspan="8">甲</td></tr><tr>${'<td>没收违法所得</td>'.repeat(20)}</tr></tbody></table>`;
  const region = regionOf(renderText(wide).html);
  assert.equal(attribute(region, 'data-text'), '共20列，看不全时可左右滚动');
  assert.deepEqual(classesOf(region).slice(-2), ['table-turned', 'table-tight']);
});

test('numbers are whole and stand at the right edge, unless an editor says where, or they name the rows', () => {
  const { html } = renderText(
    '| 序号 | 件数 | 占比 | 金额 | 说明 |\n|---|---|:-:|---|---|\n' +
      '| 1 | 12 806 | ＋3.2% | 46.20 | 3件 |\n| 2 | 88 | －2件 | — | 无 |\n',
  );
  const cells = elements(parseFragment(html), 'td').map(
    (cell) => [text(cell), attribute(cell, 'class') ?? ''] as const,
  );
  assert.deepEqual(Object.fromEntries(cells), {
    '1': 'number',
    '12 806': 'number align-right',
    '＋3.2%': 'align-center number',
    '46.20': 'number align-right',
    '3件': '',
    '2': 'number',
    '88': 'number align-right',
    '－2件': 'align-center',
    '—': 'align-right',
    无: '',
  });
  const heads = elements(parseFragment(html), 'th').map((cell) => attribute(cell, 'class') ?? '');
  assert.deepEqual(heads, ['', 'align-right', 'align-center', 'align-right', '']);
});

const table = '| 单位 | 件数 |\n|---|---|\n| 甲 | 1 |\n';

test('the line above a table becomes its caption where it names the table', () => {
  for (const line of [
    '表1 各单位行政处罚数据',
    '表1',
    '附表二：各单位数据（2016年）',
    '表3-2　办件数量',
    '**表1 各单位数据**',
  ]) {
    const { html, characters } = renderText(`${line}\n\n${table}`);
    const words = line.replaceAll('*', '');
    assert.deepEqual(elements(parseFragment(html), 'caption').map(text), [words]);
    assert.equal(elements(parseFragment(html), 'p').length, 0, html);
    const name = attribute(regionOf(html), 'aria-label');
    assert.equal(name, `表格 1：${words.replace('　', ' ')}`);
    assert.equal(characters, `${words}单位件数甲1`.match(/[\p{L}\p{N}]/gu)?.length);
  }
});

test('no other line does', () => {
  for (const line of [
    '各单位行政处罚数据',
    '表1列出了各单位的数据。',
    '表1 列出了各单位的数据。',
    '各单位的数据见表1：',
    '表1 各单位的数据如下：',
    '[表1 各单位数据](https://example.org/)',
    '表示如下',
  ]) {
    const { html } = renderText(`${line}\n\n${table}`);
    assert.equal(elements(parseFragment(html), 'caption').length, 0, line);
    assert.equal(elements(parseFragment(html), 'p').length, 1, line);
  }
  const own = renderText(
    '表1 甲\n\n<table><caption>乙</caption><tr><td>丙</td></tr></table>\n',
  ).html;
  assert.deepEqual(elements(parseFragment(own), 'caption').map(text), ['乙']);
  assert.match(own, /<p>表1 甲<\/p>/);
});

test('the headings right above a table that is printed sideways go with it', () => {
  const wide = markdown(12, '没收违法所得');
  const { html } = renderText(
    `## 一\n\n${table}\n## 二\n\n### （一）\n\n${wide}\n## 三\n\n文\n\n${wide}`,
  );
  const rows = elements(parseFragment(html), 'div').filter((one) =>
    classesOf(one).includes('heading-row'),
  );
  assert.deepEqual(
    rows.map((one) => classesOf(one).includes('above-sideways')),
    [false, true, true, false],
  );
});
