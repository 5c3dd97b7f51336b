import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { csvTable } from '../../model/csv.ts';
import { escapeXml } from '../../model/escape-xml.ts';
import { type Problem, severityNames } from '../../model/problem.ts';
import { problemCatalogue } from '../../model/problem-catalogue.ts';

/** The whole list of problems in two files: one for spreadsheets, one to click through. */
export interface ProblemListFiles {
  readonly csv: string;
  readonly html: string;
}

/**
 * Writes every problem to `problems.csv` and `problems.html` in `folder`, which is made.
 *
 * @param contentDir absolute; the page links its files, so that a click opens the one to mend
 */
export function writeProblemList(
  folder: string,
  contentDir: string,
  problems: readonly Problem[],
): ProblemListFiles {
  mkdirSync(folder, { recursive: true });
  const files = { csv: join(folder, 'problems.csv'), html: join(folder, 'problems.html') };
  writeFileSync(files.csv, problemsCsv(problems));
  writeFileSync(files.html, problemsPage(contentDir, problems));
  return files;
}

function problemsCsv(problems: readonly Problem[]): string {
  const head = ['文件', '行', '类别', '代号', '问题', '最接近', '怎么改'];
  return csvTable([
    head,
    ...problems.map((problem) => [
      problem.file,
      problem.line === undefined ? '' : String(problem.line),
      severityNames[problem.severity],
      problem.code,
      problem.message,
      problem.nearest ?? '',
      problem.advice,
    ]),
  ]);
}

/** The gravest first: a page is read from its top. */
const rank = { error: 0, warning: 1, notice: 2 };

function problemsPage(contentDir: string, problems: readonly Problem[]): string {
  const groups = [...Map.groupBy(problems, ({ code }) => code)]
    .map(([code, found]) => ({ ...problemCatalogue[code], code, found }))
    .sort((a, b) => rank[a.severity] - rank[b.severity] || (a.code < b.code ? -1 : 1));
  const contents = groups.map(
    ({ code, found, severity, title }) =>
      `<li><a href="#${code}">${severityNames[severity]}：${escapeXml(title)}</a>（${found.length} 处）</li>`,
  );
  const sections = groups.map(({ code, found, severity, title, explanation }) =>
    [
      `<section id="${code}"><h2>${severityNames[severity]}：${escapeXml(title)}</h2>`,
      `<p><code>${code}</code>，${found.length} 处。${escapeXml(explanation)}</p>`,
      `<ol>${found.map((problem) => entry(contentDir, problem)).join('\n')}</ol></section>`,
    ].join('\n'),
  );
  return `<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>内容检查的全部问题</title>
<style>body{font:18px/1.7 sans-serif;max-width:56em;margin:1em auto;padding:0 1em}li{margin-block:.5em}</style>
</head><body><main><h1>内容检查的全部问题</h1>
<p>共 ${problems.length} 个。点文件名打开要改的文件。</p>
<ul>${contents.join('\n')}</ul>
${sections.join('\n')}
</main></body></html>
`;
}

function entry(contentDir: string, problem: Problem): string {
  const place = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`;
  const href = pathToFileURL(join(contentDir, problem.file)).href;
  const near = problem.nearest === undefined ? '' : `<br>最接近：${escapeXml(problem.nearest)}`;
  return `<li><a href="${escapeXml(href)}">${escapeXml(place)}</a><br>${escapeXml(problem.message)}${near}<br>怎么改：${escapeXml(problem.advice)}</li>`;
}
