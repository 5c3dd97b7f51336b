import { documentAddress, editingAddress } from '../model/address.ts';
import { shortTrail } from '../model/trail.ts';
import { type FrameView, frameOf } from './frame.ts';
import { singlePage } from './page-type.ts';

/** The editor's handbook; its text stands beside its route, because it belongs to the program. */
export interface EditingView {
  readonly frame: FrameView;
}

export const editingPage = singlePage(
  (archive): EditingView => ({
    frame: frameOf(archive, {
      kind: 'tool',
      title: '从空文件夹到公开的网站',
      description:
        '给编辑：怎样在浏览器里导入 Word 文件和网页、改报告、看两种文字的样子、保存，直到生成网站。',
      address: editingAddress,
      trail: [
        ...shortTrail('使用帮助', documentAddress('help')),
        { name: '从空文件夹到公开的网站', address: editingAddress },
      ],
    }),
  }),
);
