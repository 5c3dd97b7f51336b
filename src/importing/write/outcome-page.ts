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

/** What a clerk does about the files of a state. */
const advice: Readonly<Record<ImportOutcome['state'], string>> = {
  refused: '什么也没有写。照每个文件下面的原因改好原件，再导入一次：已经导入的会跳过。',
  review: '已经写成报告。照每个文件下面的“要做的”逐条看、改好（npm run edit 可以在浏览器里改）。',
  imported: '已经写成报告，没有要做的。',
  skipped: '没有再写：以前导入过，或者与别的文件相同。',
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
  const states = Object.keys(stateNames) as ImportOutcome['state'][];
  const groups = states
    .map((state) => ({ state, files: outcomes.filter((outcome) => outcome.state === state) }))
    .filter(({ files }) => files.length > 0);
  const links = groups.map(
    ({ state, files }) =>
      `<li><a class="${state}" href="#${state}">${stateNames[state]} ${files.length} 个</a></li>`,
  );
  const next = isDryRun
    ? '这是试运行，什么也没有写；去掉 --dry-run 再运行一次才会写。'
    : '都改好以后运行 npm run check，看看还有没有问题。';
  return `<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>导入的结果：${escapeXml(countOutcomes(outcomes))}</title>
<style>${style}</style>
</head><body><main><h1>导入的结果</h1>
<p>${escapeXml(countOutcomes(outcomes))}。${next}</p>
<p>内容文件夹：${escapeXml(contentDir)}</p>
${groups.length > 1 ? `<nav aria-label="按结果"><ul>${links.join('')}</ul></nav>` : ''}
${groups.map(({ state, files }) => group(state, files, contentDir, isDryRun)).join('\n')}
</main></body></html>
`;
}

const style = `:root{color-scheme:light dark;--refused:#a40000;--review:#7a4b00;--imported:#005a1e;--skipped:#444}
@media (prefers-color-scheme:dark){:root{--refused:#ff9d94;--review:#ffc96b;--imported:#7fdf9c;--skipped:#ccc}}
body{font:1.125rem/1.7 sans-serif;max-width:50rem;margin:1rem auto;padding-inline:1rem;overflow-wrap:anywhere}
h1{font-size:1.5rem}h2{font-size:1.25rem;margin-block:2rem .5rem}h3{font-size:1.125rem;margin-block:0 .25rem}h4{font-size:1rem;margin-block:.5rem 0}
.refused{color:var(--refused)}.review{color:var(--review)}.imported{color:var(--imported)}.skipped{color:var(--skipped)}
nav ul{list-style:none;padding:0;margin:0;display:flex;flex-wrap:wrap}nav li{margin-inline-end:1.5rem}
nav a,summary,.report a{display:inline-block;padding-block:.5rem;min-height:1.75rem}
article{border-top:1px solid #888;padding-block:.75rem}article p,article ul{margin-block:.25rem}ul{padding-inline-start:1.5rem}
table{border-collapse:collapse;width:100%;margin-block:.25rem}th,td{border:1px solid #888;padding:.25rem .5rem;text-align:start;vertical-align:top}
summary{cursor:pointer}a:focus-visible,summary:focus-visible{outline:.2rem solid;outline-offset:.1rem}
@media (max-width:30rem){thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}table,tbody,tr,th,td{display:block;border:0;padding:0}tr{padding-block:.25rem}}
@media print{nav{display:none}article{break-inside:avoid}}`;

/** The files of one state; what needs nothing is folded away, however many they are. */
function group(
  state: ImportOutcome['state'],
  files: readonly ImportOutcome[],
  contentDir: string,
  isDryRun: boolean,
): string {
  const articles = files.map((outcome) => article(outcome, contentDir, isDryRun)).join('\n');
  const isQuiet = state === 'imported' || state === 'skipped';
  return `<section aria-labelledby="${state}"><h2 id="${state}" class="${state}">${stateNames[state]}：${files.length} 个</h2>
<p>${advice[state]}</p>
${isQuiet ? `<details><summary>逐个列出</summary>${articles}</details>` : articles}</section>`;
}

function article(outcome: ImportOutcome, contentDir: string, isDryRun: boolean): string {
  const { source, state, report, reason, found, open, frame, dropped, review } = outcome;
  const lines = [
    `<article><h3>${escapeXml(source)}<span class="${state}">（${stateNames[state]}）</span></h3>`,
  ];
  if (reason !== undefined) lines.push(`<p>${escapeXml(reason)}</p>`);
  if (report !== undefined) {
    const href = pathToFileURL(join(contentDir, report)).href;
    const name = escapeXml(report);
    const shown =
      isDryRun && state !== 'skipped' ? name : `<a href="${escapeXml(href)}">${name}</a>`;
    lines.push(`<p class="report">报告：${shown}</p>`);
    if (report.startsWith('.imported/'))
      lines.push('<p>还不知道年度，暂存在 .imported 文件夹，网站上没有它。</p>');
  }
  lines.push(list('要做的', [...open, ...review]));
  if (found.length > 0) {
    const rows = found.map(
      ({ field, value, words }) =>
        `<tr><th scope="row">${escapeXml(labelledField(field))}</th><td>${escapeXml(value)}</td><td>${escapeXml(words)}</td></tr>`,
    );
    lines.push(
      `<h4>找到的</h4><table><thead><tr><th scope="col">字段</th><th scope="col">写成</th><th scope="col">见原件</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
    );
  }
  lines.push(list('没有导入的部分', dropped));
  if (frame.length > 0)
    lines.push(
      `<details><summary>没有导入的文字：网页框架或目录，共 ${frame.length} 块</summary>${list('逐块列出', frame)}</details>`,
    );
  return `${lines.filter((line) => line !== '').join('\n')}</article>`;
}

function list(heading: string, items: readonly string[]): string {
  return items.length === 0
    ? ''
    : `<h4>${heading}</h4><ul>${items.map((item) => `<li>${escapeXml(item)}</li>`).join('')}</ul>`;
}
