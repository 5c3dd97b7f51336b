/** Words of a claim of the accessibility statement, and the test without which it may not be said. */
export interface Evidence {
  /** Stands in one claim and no other. */
  readonly claim: string;
  /** File under tests/a11y or tests/unit/client. */
  readonly file: string;
  /** Part of the test's title as it stands in that file. */
  readonly title: string;
}

/** In the order of `accessibilityClaims` (src/model/accessibility-claims.ts). */
export const evidence: readonly Evidence[] = [
  {
    claim: '27种页面，简体和繁体，平常',
    file: 'matrix.spec.ts',
    title: 'gives axe and IBM Equal Access nothing to find in any mode at any width',
  },
  {
    claim: '随程序提供的真实内容，每种页',
    file: 'real-content.spec.ts',
    title: 'On the real content axe finds nothing',
  },
  {
    claim: '在浏览器里实际量过：每一段文',
    file: 'measures.spec.ts',
    title: 'measures up: sizes, contrast, targets, lines',
  },
  {
    claim: '窗口从320到1440像素宽',
    file: 'measures.spec.ts',
    title: 'never scrolls sideways from 320 to 1440 px, in normal and elder mode',
  },
  {
    claim: '读者自己放宽行距、段距、字距',
    file: 'measures.spec.ts',
    title: 'loses nothing when the reader widens the spacing of text (WCAG 1.4.12)',
  },
  {
    claim: '只用键盘，焦点始终看得见、不',
    file: 'keyboard.spec.ts',
    title: 'mode Tab goes where the eye goes, always seen and never covered',
  },
  {
    claim: '适老模式在换页、换繁体、刷新',
    file: 'elder.spec.ts',
    title: 'no frame of a page in elder mode shows it in another mode',
  },
  {
    claim: '关闭脚本时，适老模式可以用页',
    file: 'print-motion-script.spec.ts',
    title: 'the checkbox of elder mode enlarges every page and widens none beyond the window',
  },
  {
    claim: '系统要求减少动态效果，或读者',
    file: 'print-motion-script.spec.ts',
    title: 'there is none on any page when',
  },
  {
    claim: '任何模式下打印，都是白纸黑字',
    file: 'print-motion-script.spec.ts',
    title: 'points, with nothing of the screen on it',
  },
  {
    claim: '老年人手机上的旧浏览器（Ch',
    file: 'old-browsers.spec.ts',
    title: 'elder mode, script switch and navigation work, and nothing is thrown',
  },
  {
    claim: 'Firefox里，适老模式、',
    file: 'firefox.ts',
    title: 'elder mode is entered, stays from page to page and script to script, and is left',
  },
  {
    claim: '阅读工具的每项设置立即生效，',
    file: 'reading-tools.spec.ts',
    title: 'every setting shows at once, stays on the next page before its first frame',
  },
  {
    claim: '朗读、拼音和其他阅读工具不改',
    file: 'reading-aloud.spec.ts',
    title: 'reading aloud changes nothing of what a screen reader hears in the text',
  },
  {
    claim: '朗读经受住常见语音引擎的故障',
    file: 'reader.test.ts',
    title: 'a network voice that falls silent after 15 seconds never gets a piece that long',
  },
  {
    claim: '13条浏览路线上屏幕阅读器得',
    file: 'transcripts.spec.ts',
    title: 'what a screen reader says on the journey',
  },
];
