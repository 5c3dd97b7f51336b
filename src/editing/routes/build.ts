import { existsSync } from 'node:fs';
import { PathRefused } from '../content/content-folder.ts';
import { buildPage, buildState } from '../pages/build-page.ts';
import { type Answer, goTo, json, page } from './answer.ts';
import type { Editor } from './editor.ts';

export function showBuild({ siteBuild, base }: Editor): Answer {
  return page({
    base,
    title: '生成网站',
    here: 'build',
    content: buildPage(base, siteBuild.state),
  });
}

/** How far it is, for the page's script. */
export function buildProgress({ siteBuild, base }: Editor): Answer {
  const { state } = siteBuild;
  return json({ kind: state.kind, html: buildState(base, state).html });
}

export function startSiteBuild({ siteBuild, base }: Editor): Answer {
  siteBuild.start('site');
  return goTo(`${base}build`);
}

export function startRelease({ siteBuild, base }: Editor): Answer {
  siteBuild.start('release');
  return goTo(`${base}build`);
}

/** The release to be carried away. */
export function releasedZip({ siteBuild }: Editor): Answer {
  const { zip } = siteBuild.state;
  if (zip === undefined || !existsSync(zip)) throw new PathRefused('还没有做版本。');
  return { status: 200, download: zip };
}
