/** One thing that the accessibility statement says, and the test without which it may not say it. */
export interface AccessibilityClaim {
  readonly claim: string;
  /** File under tests/a11y or tests/unit/client. */
  readonly file: string;
  /** Part of the test's title as it stands in that file. */
  readonly title: string;
}

/**
 * What the statement claims; tests/unit/client/accessibility-claims.test.ts fails when a claim names a test that
 * `npm test` does not run, or a number that is not the tests' own.
 */
export const accessibilityClaims: readonly AccessibilityClaim[] = [
  {
    claim:
      '24种页面，简体和繁体，平常、适老、高对比深色、高对比浅色、强制颜色五种方式，320和1280像素两种宽度，以及放大到200%和400%：axe（A、AA、AAA和最佳实践的全部规则）和IBM Equal Access没有发现问题。页面内容相同、只有样子不同的地方，只跑与样子有关的规则；繁体页面的放大只看平常和适老两种。',
    file: 'matrix.spec.ts',
    title: 'gives axe and IBM Equal Access nothing to find in any mode at any width',
  },
  {
    claim: '本馆的真实内容，每种页面取最大的一页，简体和繁体，axe没有发现问题。',
    file: 'real-content.spec.ts',
    title: 'On the real content axe finds nothing',
  },
  {
    claim:
      '在浏览器里实际量过：每一段文字的字号和对比度（不低于7:1）、每个按钮和独立链接的大小（不小于44×44像素，适老模式的主要按钮不小于60×60）、正文每行字数（不超过40个汉字）；五种配色、适老模式和最大字号都量。',
    file: 'measures.spec.ts',
    title: 'measures up: sizes, contrast, targets, lines',
  },
  {
    claim: '窗口从320到1440像素宽，平常、适老和最大字号都不用左右滚动页面。',
    file: 'measures.spec.ts',
    title: 'never scrolls sideways from 320 to 1440 px, in normal and elder mode',
  },
  {
    claim: '读者自己放宽行距、段距、字距、词距后，没有文字被截掉或看不到。',
    file: 'measures.spec.ts',
    title: 'loses nothing when the reader widens the spacing of text (WCAG 1.4.12)',
  },
  {
    claim: '只用键盘，焦点始终看得见、不被遮住，次序与看到的次序一致。',
    file: 'keyboard.spec.ts',
    title: 'mode Tab goes where the eye goes, always seen and never covered',
  },
  {
    claim: '适老模式在换页、换繁体、刷新后保持，打开页面时没有闪动；点按处不会移走。',
    file: 'elder.spec.ts',
    title: 'no frame of a page in elder mode shows it in another mode',
  },
  {
    claim: '关闭脚本时，适老模式可以用页面最上方的复选框打开，页面上没有按了不起作用的按钮。',
    file: 'print-motion-script.spec.ts',
    title: 'the checkbox of elder mode enlarges every page and widens none beyond the window',
  },
  {
    claim: '系统要求减少动态效果，或读者停止了动画时，任何页面都没有动态效果。',
    file: 'print-motion-script.spec.ts',
    title: 'there is none on any page when',
  },
  {
    claim: '任何模式下打印，都是白纸黑字，没有按钮和工具栏。',
    file: 'print-motion-script.spec.ts',
    title: 'mode is black on white, in 12 points, with nothing of the screen on it',
  },
  {
    claim:
      '老年人手机上的旧浏览器（Chromium 72和92）里，适老模式、简繁切换、阅读工具都能用；没有脚本时也能进入适老模式。',
    file: 'old-browsers.spec.ts',
    title: 'elder mode, script switch and navigation work, and nothing is thrown',
  },
  {
    claim: 'Firefox里，适老模式、阅读工具、键盘和搜索都能用（检查所用的机器装有Firefox时）。',
    file: 'firefox.ts',
    title: 'elder mode is entered, stays from page to page and script to script, and is left',
  },
  {
    claim: '阅读工具的每项设置立即生效，换页后在第一次显示前就生效，一次可以全部恢复，也可以撤销。',
    file: 'reading-tools.spec.ts',
    title: 'every setting shows at once, stays on the next page before its first frame',
  },
  {
    claim: '朗读、拼音和其他阅读工具不改变屏幕阅读器读到的内容。',
    file: 'reading-aloud.spec.ts',
    title: 'reading aloud changes nothing of what a screen reader hears in the text',
  },
  {
    claim:
      '朗读经受住常见语音引擎的故障：中途失声、不报结束、暂停即取消、没有声音；没有中文语音时明白告知。',
    file: 'reader.test.ts',
    title: 'a network voice that falls silent after 15 seconds never gets a piece that long',
  },
  {
    claim: '12条浏览路线上屏幕阅读器得到的内容逐字记录，每次改动都与记录对照。',
    file: 'transcripts.spec.ts',
    title: 'what a screen reader says on the journey',
  },
];
