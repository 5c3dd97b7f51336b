/** Twins that readers and input methods write one for the other, each of the other's length. */
const twins = [
  '复復複',
  '县縣',
  '发發髮',
  '后後',
  '里裡裏',
  '台臺',
  '条條',
  '议議',
  '（(',
  '）)',
  '〔[【',
  '〕]】',
  '“「',
  '”」',
  '—–－',
  '，,',
  '：:',
  '；;',
  '〇○',
];

/**
 * A run as somebody else would type it: characters of the other script or width, other capitals, and
 * invisible characters between them. Its white space is typed as other white space, or not at all.
 *
 * @param choices decides; a number for each character.
 */
export function typedOtherwise(run: string, choices: Iterable<number>): string {
  const numbers = choices[Symbol.iterator]();
  const spaces = ['', ' ', '\u3000', '\t \u00a0'][Number(numbers.next().value ?? 0) % 4] as string;
  let typed = '';
  for (const character of run) {
    const choice = Number(numbers.next().value ?? 0);
    const twin = twins.find((members) => members.includes(character));
    const code = character.codePointAt(0) as number;
    if (/\p{White_Space}/u.test(character)) typed += spaces;
    else if (twin) typed += twin.charAt(choice % twin.length);
    else if (code > 0x20 && code < 0x7f && character !== '-' && choice % 3 === 0)
      typed += String.fromCodePoint(code + 0xfee0);
    else if (/^[a-z]$/i.test(character))
      typed += choice % 2 ? character.toUpperCase() : character.toLowerCase();
    else typed += character;
    if (choice % 7 === 0) typed += '\u200b';
  }
  return typed;
}
