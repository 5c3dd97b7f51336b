import { basename } from 'node:path';
import type { BuildState } from '../desk/site-build.ts';
import { html, type Markup } from './markup.ts';

const words: Readonly<Record<BuildState['goal'], Readonly<Record<BuildState['kind'], string>>>> = {
  site: {
    none: '还没有生成。',
    running: '正在生成，请等一等……',
    done: '生成好了。',
    failed: '没有生成，原因在下面；上一次生成的结果原样留着。',
  },
  release: {
    none: '还没有做版本。',
    running: '正在生成、做版本。第一次要几分钟，请等一等……',
    done: '版本做好了。',
    failed: '没有做成版本，原因在下面；以前做的版本原样留着。',
  },
};

/** The build, while it runs and after. */
export function buildPage(base: string, state: BuildState): Markup {
  return html`
<section aria-labelledby="look"><h2 id="look">生成，打开来看</h2>
<p>检查全部内容，生成整个网站，再打开来看。只在这台电脑上，不会公开。</p>
<form method="post" action="${base}build" enctype="multipart/form-data"><p><button class="main">生成并查看</button></p></form></section>
<section aria-labelledby="release"><h2 id="release">做成可以公开的版本</h2>
<p>看过没有问题，再做版本：生成网站，核对每一个文件，写成一个 zip。把这个 zip 交给站长上传；怎样上传写在里面的“先读我.txt”。</p>
<form method="post" action="${base}build/release" enctype="multipart/form-data"><p><button>做成版本</button></p></form></section>
<section aria-labelledby="outcome"><h2 id="outcome">结果</h2>
<build-progress data-state="${base}build/state" data-kind="${state.kind}">${buildState(base, state)}</build-progress></section>`;
}

/** What changes while it runs; without script a link asks again. */
export function buildState(base: string, { kind, goal, lines, url, zip }: BuildState): Markup {
  return html`<div role="status"><p class="${kind === 'failed' ? 'failed' : 'done'}"><b>${words[goal][kind]}</b></p></div>
${kind === 'running' ? html`<p><a class="button" href="${base}build">看看进度</a></p>` : undefined}
${kind === 'done' && zip !== undefined ? html`<p><a class="button" href="${base}build/zip" download>下载 ${basename(zip)}</a></p><p>它也在项目的 releases 文件夹里。</p>` : undefined}
${kind === 'done' && url !== undefined ? html`<p><a class="button" href="${url}" target="_blank" rel="noreferrer">打开生成的网站</a></p>` : undefined}
${lines.length === 0 ? undefined : html`<pre tabindex="0" role="region" aria-label="生成的过程">${lines.join('\n')}</pre>`}`;
}
