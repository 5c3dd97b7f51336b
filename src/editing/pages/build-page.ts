import type { BuildState } from '../server/site-build.ts';
import { html, type Markup } from './markup.ts';

const words: Readonly<Record<BuildState['kind'], string>> = {
  none: '还没有生成。',
  running: '正在生成，请等一等……',
  done: '生成好了。',
  failed: '没有生成，原因在下面；上一次生成的结果原样留着。',
};

/** The build, while it runs and after. */
export function buildPage(base: string, state: BuildState): Markup {
  return html`<p>检查全部内容，生成整个网站，再打开来看。只在这台电脑上，不会公开。</p>
<form method="post" action="${base}build" enctype="multipart/form-data"><p><button class="main">生成并查看</button></p></form>
<build-progress data-state="${base}build/state" data-kind="${state.kind}">${buildState(base, state)}</build-progress>`;
}

/** What changes while it runs; without script a link asks again. */
export function buildState(base: string, { kind, lines, url }: BuildState): Markup {
  return html`<div role="status"><p class="${kind === 'failed' ? 'failed' : 'done'}"><b>${words[kind]}</b></p></div>
${kind === 'running' ? html`<p><a class="button" href="${base}build">看看进度</a></p>` : undefined}
${kind === 'done' && url !== undefined ? html`<p><a class="button" href="${url}" target="_blank" rel="noreferrer">打开生成的网站</a></p>` : undefined}
${lines.length === 0 ? undefined : html`<pre tabindex="0" role="region" aria-label="生成的过程">${lines.join('\n')}</pre>`}`;
}
