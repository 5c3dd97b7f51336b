import { documentAddress, publishingAddress } from '../model/address.ts';
import { shortTrail } from '../model/trail.ts';
import { type FrameView, frameOf } from './frame.ts';
import { singlePage } from './page-type.ts';

/** The webmaster's handbook; its text stands beside its route, because it belongs to the program. */
export interface PublishingView {
  readonly frame: FrameView;
}

export const publishingPage = singlePage(
  (archive): PublishingView => ({
    frame: frameOf(archive, {
      kind: 'tool',
      title: '从生成到公开',
      description:
        '给站长：怎样把生成好的网站做成版本、签名、发布到各种服务器、核对有没有被改动，以及怎样退回。',
      address: publishingAddress,
      trail: [
        ...shortTrail('使用帮助', documentAddress('help')),
        { name: '从生成到公开', address: publishingAddress },
      ],
    }),
  }),
);
