import { documentAddress, homeAddress, readingToolsAddress } from '../model/address.ts';
import { readingKeys } from '../model/reading-keys.ts';
import { type FrameView, frameOf, hrefsOf } from './frame.ts';
import { singlePage } from './page-type.ts';

export interface ReadingToolsView {
  readonly frame: FrameView;
  readonly title: string;
  /** What is pressed with Alt and Shift, and what it does. */
  readonly keys: readonly { readonly digit: string; readonly name: string }[];
  readonly links: {
    readonly home: string;
    readonly accessibility: string;
    readonly readingTools: string;
  };
}

export const readingToolsPage = singlePage((archive): ReadingToolsView => {
  const href = hrefsOf(archive);
  const title = '无障碍阅读和适老模式';
  return {
    frame: frameOf(archive, {
      kind: 'tool',
      title,
      description: '适老模式、阅读工具、朗读和快捷键的用法。',
      address: readingToolsAddress,
      trail: [
        { name: '首页', address: homeAddress },
        { name: title, address: readingToolsAddress },
      ],
    }),
    title,
    keys: readingKeys.map(({ code, name }) => ({ digit: code.replace('Digit', ''), name })),
    links: {
      home: href(homeAddress),
      accessibility: href(documentAddress('accessibility')),
      readingTools: href(readingToolsAddress),
    },
  };
});
