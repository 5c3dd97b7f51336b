import { mendContent, writeMends } from '../../archive/mend/mend-content.ts';
import { mendPage } from '../pages/mend-page.ts';
import { type Answer, goTo, page } from './answer.ts';
import type { Editor } from './editor.ts';

/** What can be mended without a decision, before it is. */
export function showMends({ desk, base }: Editor): Answer {
  const mends = mendContent(desk.folder.root);
  return page({ base, title: '自动修补', here: 'mend', content: mendPage(base, mends) });
}

export function writeFoundMends({ desk, base }: Editor): Answer {
  const { root } = desk.folder;
  writeMends(root, mendContent(root));
  return goTo(`${base}?done=mended`);
}
