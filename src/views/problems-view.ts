import { documentAddress, problemsAddress } from '../model/address.ts';
import { problemReference } from '../model/problem-reference.ts';
import { shortTrail } from '../model/trail.ts';
import { type FrameView, frameOf } from './frame.ts';
import { singlePage } from './page-type.ts';

/** Every problem that the content check can report, for editors. */
export interface ProblemsView {
  readonly frame: FrameView;
  readonly groups: ReturnType<typeof problemReference>;
}

export const problemsPage = singlePage((archive): ProblemsView => {
  const groups = problemReference();
  const count = groups.reduce((sum, { entries }) => sum + entries.length, 0);
  return {
    frame: frameOf(archive, {
      kind: 'tool',
      title: '内容问题一览',
      description: `内容检查会报告的${count}种问题：为什么是问题，怎么改。`,
      address: problemsAddress,
      trail: [
        ...shortTrail('使用帮助', documentAddress('help')),
        { name: '内容问题一览', address: problemsAddress },
      ],
    }),
    groups,
  };
});
