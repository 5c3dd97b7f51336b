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
 * does not exist, so nothing is claimed that `npm test` does not try.
 */
export const accessibilityClaims: readonly AccessibilityClaim[] = [
  {
    claim:
      '每一种页面，简体、繁体，普通、适老、高对比深色、高对比浅色、强制颜色，1280和320像素宽，200%和400%放大，axe（A、AA、AAA和最佳实践的全部规则）和 IBM Equal Access 没有发现问题。',
    file: 'matrix.spec.ts',
    title: 'gives axe and IBM Equal Access nothing to find in any mode at any width',
  },
  {
    claim:
      '在浏览器里量出来：正文不小于18像素，适老模式不小于24像素；文字与背景的对比度不低于7:1；单独的按钮和链接不小于44×44像素，适老模式的主要按钮不小于60×60像素；每行不超过40个汉字。',
    file: 'measures.spec.ts',
    title: 'measures up: sizes, contrast, targets, lines',
  },
  {
    claim: '从320到1440像素的宽度，普通模式和适老模式都不需要左右滚动页面。',
    file: 'measures.spec.ts',
    title: 'never scrolls sideways from 320 to 1440 px',
  },
  {
    claim: '读者自己加大文字间距（WCAG 1.4.12）时不丢失内容。',
    file: 'measures.spec.ts',
    title: 'loses nothing when the reader widens the spacing of text',
  },
  {
    claim: '只用键盘可以到达和操作，焦点始终看得见、不被遮挡，次序与看到的次序一致。',
    file: 'keyboard.spec.ts',
    title: 'Tab goes where the eye goes, always seen and never covered',
  },
  {
    claim: '适老模式在换页、换繁体、刷新后保持，打开页面时没有闪动；点按处不会移走。',
    file: 'elder.spec.ts',
    title: 'no frame of a page in elder mode shows it in another mode',
  },
  {
    claim: '关闭脚本时，适老模式可以用页面最上方的复选框打开。',
    file: 'elder.spec.ts',
    title: 'a checkbox at the top gives the page its elder form',
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
    claim: '十二条浏览路线上屏幕阅读器得到的内容逐字记录，每次改动都与记录对照。',
    file: 'transcripts.spec.ts',
    title: 'what a screen reader says on the journey',
  },
  {
    claim: '2018年的 Chromium 72 和2021年的 Chromium 92 可以阅读、换繁体、使用适老模式和阅读工具。',
    file: 'old-browsers.spec.ts',
    title: 'elder mode, script switch and navigation work, and nothing is thrown',
  },
];
