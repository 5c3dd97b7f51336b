import type { Report } from '../../model/report.ts';
import { html, type Markup } from './markup.ts';

/** What was typed and could not be done; what is missing stands as the report has it. */
export interface MoveTexts {
  readonly year?: string;
  readonly slug?: string;
  readonly isRenameKnown?: boolean;
  /** Where a withdrawn report's address is to lead. */
  readonly to?: string;
  readonly isWithdrawalKnown?: boolean;
}

export interface MovePage {
  readonly base: string;
  readonly file: string;
  /** Its address now, and what it is made of. */
  readonly address: string;
  readonly place: Pick<Report, 'year' | 'slug'>;
  readonly typed: MoveTexts;
}

/** Another year or name for a report, or its end; its old address leads on. */
export function movePage({ base, file, address, place, typed }: MovePage): Markup {
  return html`
<p>现在的网址：<code>${address}</code></p>
<section aria-labelledby="rename"><h2 id="rename">改网址里的年度或名字</h2>
<p>公开以后最好不要改。改了，收藏过旧网址的人会转到新的。改了年度，信息栏里的年度跟着改，图片和附件跟着移。</p>
<form method="post" action="${base}report/rename" enctype="multipart/form-data">
<div class="row"><p><label for="year">年度</label> <input id="year" name="year" value="${typed.year ?? place.year}" required inputmode="numeric" pattern="[0-9]{4}" size="6"></p>
<p><label for="slug">名字（小写字母、数字和连字符）</label> <input id="slug" name="slug" value="${typed.slug ?? place.slug}" required autocapitalize="none" spellcheck="false"></p></div>
${whoseAddress(file, typed.isRenameKnown)}<p><button>改网址</button></p></form></section>
<section aria-labelledby="withdraw"><h2 id="withdraw">撤下这一篇</h2>
<p>报告从内容文件夹里拿走，下次生成的网站里就没有了。原文另外留着一份，撤错了可以放回去。图片和附件留在原处，不会公开。</p>
<form method="post" action="${base}report/withdraw" enctype="multipart/form-data">
<p><label for="to">旧网址转到（可以不填；填网站里的网址，如 /reports/2019/x/，或者完整的网址）</label> <input id="to" name="to" value="${typed.to ?? ''}" autocapitalize="none" spellcheck="false"></p>
${whoseAddress(file, typed.isWithdrawalKnown)}<p><button>撤下</button></p></form></section>
<p><a href="${base}report?file=${encodeURIComponent(file)}">不改，回到这一篇</a></p>`;
}

/** The report, and whether its address was public. */
function whoseAddress(file: string, isKnown = true): Markup {
  return html`<input type="hidden" name="file" value="${file}">
<p><label class="choice"><input type="checkbox" name="known" value="yes"${isKnown ? html` checked` : undefined}> <span>这个网址公开过：在 redirects.yaml 里写明它去了哪里</span></label></p>`;
}
