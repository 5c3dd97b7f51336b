import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { escapeXml } from '../../model/escape-xml.ts';
import { labelledField } from '../../model/field-labels.ts';
import type { ImportOutcome } from '../run-import.ts';

/** What each state means to a clerk, what needs work first. */
export const stateNames: Readonly<Record<ImportOutcome['state'], string>> = {
  refused: '没有导入',
  review: '导入了，要看一看',
  imported: '导入了',
  skipped: '跳过',
};

const colours: Readonly<Record<ImportOutcome['state'], string>> = {
  refused: '#a40000',
  review: '#7a4b00',
  imported: '#005a1e',
  skipped: '#444',
};

/** `没有导入 2 个，导入了 5 个` */
export function countOutcomes(outcomes: readonly ImportOutcome[]): string {
  const counts = Object.entries(stateNames).flatMap(([state, name]) => {
    const count = outcomes.filter((outcome) => outcome.state === state).length;
    return count === 0 ? [] : [`${name} ${count} 个`];
  });
  return counts.length === 0 ? '没有找到可以导入的文件' : counts.join('，');
}

/** The page of an import: every file, what was found and in which words, and what to do. */
export function outcomePage(
  contentDir: string,
  outcomes: readonly ImportOutcome[],
  isDryRun: boolean,
): string {
  const order = Object.keys(stateNames);
  const sorted = [...outcomes].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return `<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>导入的结果</title>
<style>body{font:18px/1.7 sans-serif;max-width:56em;margin:1em auto;padding:0 1em}section{border-top:1px solid #999;padding-block:.5em}h2{font-size:1.1em;margin:0}</style>
</head><body><main><h1>导入的结果</h1>
<p>${escapeXml(countOutcomes(outcomes))}。${isDryRun ? '这是试运行，什么也没有写。' : '导入的报告改好以后运行 npm run check。'}</p>
${sorted.map((outcome) => section(contentDir, outcome)).join('\n')}
</main></body></html>
`;
}

function section(contentDir: string, outcome: ImportOutcome): string {
  const { source, state, report, reason, found, open, frame, dropped, review } = outcome;
  const lines = [
    `<section><h2><span style="color:${colours[state]}">${stateNames[state]}</span>：${escapeXml(source)}</h2>`,
  ];
  if (reason !== undefined) lines.push(`<p>${escapeXml(reason)}</p>`);
  if (report !== undefined) {
    const href = pathToFileURL(join(contentDir, report)).href;
    lines.push(`<p>报告：<a href="${escapeXml(href)}">${escapeXml(report)}</a></p>`);
  }
  lines.push(list('要做的', [...open, ...review]));
  lines.push(
    list(
      '找到的',
      found.map(({ field, value, words }) => `${labelledField(field)}：${value}，见 ${words}`),
    ),
  );
  lines.push(list('没有导入的部分', dropped));
  if (frame.length > 0)
    lines.push(
      `<details><summary>当作框架没有导入的文字（${frame.length} 块）</summary>${list('逐块列出', frame)}</details>`,
    );
  return `${lines.filter((line) => line !== '').join('\n')}</section>`;
}

function list(heading: string, items: readonly string[]): string {
  return items.length === 0
    ? ''
    : `<p>${heading}：</p><ul>${items.map((item) => `<li>${escapeXml(item)}</li>`).join('')}</ul>`;
}
