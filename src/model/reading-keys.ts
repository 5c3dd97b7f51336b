/** What a key of the reading tools does. */
export type ReadingCommand =
  | 'listen'
  | 'previous-sentence'
  | 'next-sentence'
  | 'previous-paragraph'
  | 'next-paragraph'
  | 'larger'
  | 'smaller'
  | 'next-scheme'
  | 'tools'
  | 'reset';

export interface ReadingKey {
  readonly command: ReadingCommand;
  /** `KeyboardEvent.code`: the place of the key, whatever the layout or the input method. */
  readonly code: `Digit${number}`;
  readonly name: string;
}

/**
 * Keys of the reading tools, pressed with Alt (Option) and Shift; off until a reader turns them on (WCAG 2.1.4).
 * Digits with Alt+Shift, because screen readers keep letters and digits alone for moving about a page, NVDA and
 * JAWS take Insert or Caps Lock, VoiceOver and Narrator their own, tables Ctrl+Alt, and browsers Alt+Shift with
 * letters (access keys, toolbars). The archive has no access keys.
 */
export const readingKeys: readonly ReadingKey[] = [
  { command: 'listen', code: 'Digit1', name: '朗读或暂停' },
  { command: 'previous-sentence', code: 'Digit2', name: '上一句' },
  { command: 'next-sentence', code: 'Digit3', name: '下一句' },
  { command: 'previous-paragraph', code: 'Digit4', name: '上一段' },
  { command: 'next-paragraph', code: 'Digit5', name: '下一段' },
  { command: 'larger', code: 'Digit6', name: '放大文字' },
  { command: 'smaller', code: 'Digit7', name: '缩小文字' },
  { command: 'next-scheme', code: 'Digit8', name: '换一种配色' },
  { command: 'tools', code: 'Digit9', name: '打开工具栏或回到正文' },
  { command: 'reset', code: 'Digit0', name: '恢复默认' },
];

/** The command of a key press, or null; a pattern of `KeyboardEvent`. */
export function commandOfKey(event: {
  readonly code: string;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}): ReadingCommand | null {
  if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return null;
  return readingKeys.find(({ code }) => code === event.code)?.command ?? null;
}
