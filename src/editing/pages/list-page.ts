import type { ReadReport } from '../../archive/read/read-report.ts';
import type { Issuer } from '../../model/issuer.ts';
import type { Problem } from '../../model/problem.ts';
import { severityNames } from '../../model/problem.ts';
import { looseRecord } from '../form/loose-record.ts';
import { html, type Markup } from './markup.ts';

export interface ListPage {
  readonly base: string;
  readonly reports: readonly ReadReport[];
  /** Files below `reports/` that could not even be taken apart. */
  readonly unread: readonly string[];
  /** Without a year yet. */
  readonly unplaced: readonly string[];
  /** What was typed as the year of one of them, and cannot be. */
  readonly refusedYear?: { readonly file: string; readonly year: string } | undefined;
  readonly issuers: readonly Issuer[];
  readonly problems: readonly Problem[];
  /** Files of which something was typed and not saved. */
  readonly drafts: ReadonlySet<string>;
  /** The site, its issuers or its indicators are not there yet. */
  readonly isUnready: boolean;
  readonly wanted: { readonly year: string; readonly issuer: string; readonly words: string };
}

/** Every report, by year, with how much is wrong with it. */
export function listPage(page: ListPage): Markup {
  const { base, reports, unread, unplaced, refusedYear, issuers, problems, wanted } = page;
  const years = [...new Set(reports.map(({ year }) => year))].sort((a, b) => b - a);
  const records = new Map(
    reports.map(({ file, slug, yaml }) => {
      const record = looseRecord(yaml);
      return [file, { title: record('title') ?? slug, issuer: record('issuer') ?? '' }];
    }),
  );
  const shown = reports.filter(
    ({ file, year }) =>
      (wanted.year === '' || String(year) === wanted.year) &&
      (wanted.issuer === '' || records.get(file)?.issuer === wanted.issuer) &&
      `${records.get(file)?.title} ${file}`.includes(wanted.words),
  );
  const elsewhere = problems.filter(
    ({ file }) => !reports.some((report) => report.file === file) && !unread.includes(file),
  );
  return html`
${page.isUnready ? html`<section class="draft" aria-labelledby="first"><h2 id="first">第一次用，先做三件事</h2><p>写网站的名称，写有哪些发布机构，放进指标表。只要做一次。</p><p><a class="button" href="${base}setup">去写网站资料</a></p></section>` : undefined}
<form class="filter" method="get" action="${base}">
<p><label for="year">年度</label><select id="year" name="year"><option value="">全部</option>${years.map(
    (year) =>
      html`<option${String(year) === wanted.year ? html` selected` : undefined}>${year}</option>`,
  )}</select></p>
<p><label for="issuer">发布机构</label><select id="issuer" name="issuer"><option value="">全部</option>${issuers.map(
    ({ id, name }) =>
      html`<option value="${id}"${id === wanted.issuer ? html` selected` : undefined}>${name}</option>`,
  )}</select></p>
<p><label for="words">标题里有</label><input id="words" name="words" value="${wanted.words}"></p>
<p><button>筛选</button></p>
</form>
${
  unplaced.length === 0
    ? undefined
    : html`<section aria-labelledby="unplaced"><h2 id="unplaced">导入了，还没有年度</h2>
<p>原件里没有找到年度。对照原件，写上报告所说的年度（不是发布的年度），它才有自己的位置。</p>
<ul class="reports">${unplaced.map(
        (file, index) => html`<li><form method="post" action="${base}import/place" class="inline">
<input type="hidden" name="file" value="${file}">
<label for="place-${index}">${file.replace('.imported/', '')} 的年度</label>
<input id="place-${index}" name="year" value="${file === refusedYear?.file ? refusedYear.year : ''}" inputmode="numeric" pattern="[0-9]{4}" size="6" required>
<button>确定</button> <a href="${base}unplaced?file=${encodeURIComponent(file)}">先看内容：${file.replace('.imported/', '')}</a></form></li>`,
      )}</ul></section>`
}
<p role="status">共 ${reports.length} 篇报告${shown.length === reports.length ? '' : `，符合的有 ${shown.length} 篇`}。${
    problems.length === 0 ? '没有发现问题。' : `整个内容里：${counted(problems)}。`
  }</p>
${[...years, ...(unread.length > 0 ? [0] : [])].map((year) => {
  const own = shown.filter((report) => report.year === year);
  if (year === 0)
    return html`<section aria-labelledby="unread"><h2 id="unread">读不出来的文件</h2><ul class="reports">${unread.map(
      (file) => reportItem(page, file, file, ''),
    )}</ul></section>`;
  if (own.length === 0) return undefined;
  return html`<section aria-labelledby="year-${year}"><h2 id="year-${year}">${year} 年</h2>
<ul class="reports">${own.map(({ file }) =>
    reportItem(
      page,
      file,
      records.get(file)?.title ?? file,
      issuers.find(({ id }) => id === records.get(file)?.issuer)?.name ?? '',
    ),
  )}</ul></section>`;
})}
${
  elsewhere.length === 0
    ? undefined
    : html`<section aria-labelledby="elsewhere"><h2 id="elsewhere">其他文件里的问题</h2><ul class="problems">${elsewhere.map(
        ({ severity, file, line, message, advice }) =>
          html`<li class="${severity}"><b>${severityNames[severity]}</b> ${file}${line === undefined ? '' : ` 第 ${line} 行`}：${message}${advice}</li>`,
      )}</ul></section>`
}`;
}

function reportItem(page: ListPage, file: string, title: string, issuer: string): Markup {
  const own = page.problems.filter((problem) => problem.file === file);
  return html`<li><a href="${page.base}report?file=${encodeURIComponent(file)}">${title}</a>
<span class="quiet">${issuer}</span>
<span class="${own.some(({ severity }) => severity === 'error') ? 'error' : 'quiet'}">${own.length === 0 ? '没有问题' : counted(own)}</span>
${page.drafts.has(file) ? html`<b>有没有保存的内容</b>` : undefined}</li>`;
}

function counted(problems: readonly Problem[]): string {
  return Object.entries(severityNames)
    .flatMap(([severity, name]) => {
      const count = problems.filter((problem) => problem.severity === severity).length;
      return count === 0 ? [] : [`${count} 处${name}`];
    })
    .join('，');
}
