import type { Edition } from '../../model/indicator.ts';
import { type Issuer, issuerKinds } from '../../model/issuer.ts';
import type { FormTexts } from '../form/field-values.ts';
import type { PlacedProblem } from '../form/problems-by-field.ts';
import { siteFields } from '../form/site-fields.ts';
import { fieldControls } from './field-controls.ts';
import { html, type Markup } from './markup.ts';
import { problemItems } from './problem-list.ts';

/** What was typed into the forms for issuers and for a table, and refused. */
export interface SetupTexts {
  readonly names?: string;
  readonly kind?: string;
  readonly id?: string;
  readonly edition?: string;
  readonly title?: string;
}

export interface SetupPage {
  readonly base: string;
  /** Undefined where site.yaml is no list of fields. */
  readonly texts: FormTexts | undefined;
  /** Hash of the site.yaml that the form shows. */
  readonly opened: string;
  readonly problems: readonly PlacedProblem[];
  readonly issuers: readonly Issuer[];
  readonly editions: readonly Edition[];
  readonly typed: SetupTexts;
}

const hints: Readonly<Record<string, string>> = {
  name: '每一页最上面显示的名称，如“青禾县法治档案”。',
  title: '浏览器标签和检索结果里的名称；不写就用上面的名称。',
  description: '一两句话，给检索和分享时用。',
  url: '网站将来的网址，只写到域名，如 https://www.example.org。还没有定的，先照这个例子写，公开以前再改。',
  base: '网站放在域名下的文件夹里时才写，如 /fz/。',
  ownsHost: '域名归这个网站独用的写“是”；和别的网站共用的不要写。',
  trail: '指标上面的各级栏目，一行一个，从大到小。',
  region: '如“某省某县”。',
  official: '是政府自己的网站才写“是”。',
  traditional: '繁体页用哪里的写法；不写就用台湾的。',
  notice: '每一页最上方的提示，例如“试运行”。',
};

/** What each kind of issuer is called. */
export const kindNames: Readonly<Record<(typeof issuerKinds)[number], string>> = {
  government: '政府',
  department: '政府部门',
  township: '乡镇、街道',
  other: '其他',
};

/** What a content folder needs once: the site, who publishes, and the table of indicators. */
export function setupPage(page: SetupPage): Markup {
  const { base, texts, opened, problems, issuers, editions, typed } = page;
  const required = siteFields.filter(({ isRequired }) => isRequired);
  const others = siteFields.filter(({ isRequired }) => !isRequired);
  const context = { issuers, editions, hints };
  return html`
<p>开始只要做一次，共三件事：写网站的名称，写有哪些发布机构，放进指标表。以后很少改。</p>
<ol class="steps">
<li><a href="#site">网站</a>：${texts === undefined || opened === 'new' ? html`<b>还没有写</b>` : problems.some(({ problem }) => problem.severity === 'error') ? html`<b class="error">有错误</b>` : '写好了'}</li>
<li><a href="#issuers">发布机构</a>：${issuers.length === 0 ? html`<b>还没有</b>` : `${issuers.length} 个`}</li>
<li><a href="#editions">指标表</a>：${editions.length === 0 ? html`<b>还没有</b>` : `${editions.length} 版`}</li>
</ol>
<section aria-labelledby="site"><h2 id="site" tabindex="-1">一、网站</h2>
${problemItems(problems.filter(({ field }) => field === 'file' && opened !== 'new'))}
${
  texts === undefined
    ? html`<p class="failed">site.yaml 的写法这里显示不了：请用记事本改好，再回到这一页。</p>`
    : html`<form method="post" action="${base}setup/site" enctype="multipart/form-data" class="report">
<input type="hidden" name="opened" value="${opened}">
${fieldControls(required, texts, problems, context)}
<details${problems.some(({ field }) => others.some(({ key }) => key === field)) ? html` open` : undefined}><summary>其他（可以不写，不知道的不写）</summary>${fieldControls(others, texts, problems, context)}</details>
<p><button class="main">保存网站</button></p>
</form>`
}</section>
<section aria-labelledby="issuers"><h2 id="issuers" tabindex="-1">二、发布机构</h2>
${
  issuers.length === 0
    ? undefined
    : html`<ul class="reports">${issuers.map(
        ({ id, name, kind }) =>
          html`<li><b>${name}</b> <span class="quiet">${kindNames[kind]}</span> <span class="quiet">${id}</span></li>`,
      )}</ul>`
}
<form method="post" action="${base}setup/issuers" enctype="multipart/form-data">
<div class="field"><label for="names">机构的名称</label><p class="hint" id="names-told">一行一个，写全称，如“青禾县人民政府”。已经有的会跳过。</p>
<textarea id="names" name="names" rows="4" required aria-describedby="names-told">
${typed.names ?? ''}</textarea></div>
<div class="row"><p><label for="kind">这些机构的类别</label> <select id="kind" name="kind">${issuerKinds.map(
    (kind) =>
      html`<option value="${kind}"${kind === typed.kind ? html` selected` : undefined}>${kindNames[kind]}</option>`,
  )}</select></p>
<p><label for="id">标识，网址里用的英文名（可以不填）</label> <input id="id" name="id" value="${typed.id ?? ''}" autocapitalize="none" spellcheck="false"></p></div>
<p><button>加上机构</button></p>
</form></section>
<section aria-labelledby="editions"><h2 id="editions" tabindex="-1">三、指标表</h2>
${
  editions.length === 0
    ? undefined
    : html`<ul class="reports">${editions.map(
        ({ edition, title }) => html`<li><b>${edition}</b> <span>${title}</span></li>`,
      )}</ul>`
}
<form method="post" action="${base}setup/table" enctype="multipart/form-data">
<p class="hint" id="table-told">上级印发的指标表：Excel（.xlsx）、Word（.docx）、网页（.html）或 .csv，表头里有“一级指标、二级指标、三级指标”。先显示读到的整棵树，看过再写入。</p>
<p><label for="table">表格文件</label> <input id="table" type="file" name="table" required aria-describedby="table-told" accept=".xlsx,.docx,.csv,.html,.htm"></p>
<div class="row"><p><label for="edition">版本，如 2021</label> <input id="edition" name="edition" value="${typed.edition ?? ''}" required pattern="[A-Za-z0-9]+(-[A-Za-z0-9]+)*"></p>
<p><label for="edition-title">名称（表里写着的可以不填）</label> <input id="edition-title" name="title" value="${typed.title ?? ''}"></p></div>
<p><button>读表格</button></p>
</form></section>`;
}
