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
    claim: '每一种页面，简体和繁体，axe 的全部规则（A、AA、AAA和最佳实践）没有发现问题。',
    file: 'real-content.spec.ts',
    title: 'On the real content axe finds nothing',
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
];
