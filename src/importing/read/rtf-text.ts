/** Groups that hold no words of the text. */
const silent = new Set(
  'fonttbl colortbl stylesheet info pict objdata header headerl headerr headerf footer footerl footerr footerf fldinst listtable listoverridetable pgptbl pntxta pntxtb annotation atnid atnauthor atrfstart atrfend bkmkstart bkmkend template nonshppict themedata colorschememapping datastore latentstyles xmlnstbl rsidtbl generator filetbl revtbl sp'.split(
    ' ',
  ),
);

/** Code pages that Word writes, as the decoder calls them; by `\ansicpg` and by `\fcharset`. */
const codePages: Readonly<Record<string, string>> = {
  936: 'gb18030',
  950: 'big5',
  932: 'shift_jis',
  949: 'euc-kr',
  65001: 'utf-8',
};
const charsets: Readonly<Record<string, string>> = {
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gb18030',
  136: 'big5',
};

const signs: Readonly<Record<string, string>> = {
  tab: ' ',
  line: ' ',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  '~': ' ',
  _: '-',
};

const breaks = new Set('par sect page cell row nestcell nestrow column'.split(' '));

interface Group {
  readonly isSilent: boolean;
  readonly isDeleted: boolean;
  readonly isNote: boolean;
  /** Holds the number that is drawn before a paragraph. */
  readonly isLabel: boolean;
  readonly skip: number;
  readonly encoding: string;
}

/**
 * The paragraphs of an RTF file (Rich Text Format 1.9.1) with the numbers drawn before them, notes last: its text
 * alone, to compare another reading with. Never throws.
 */
export function rtfText(bytes: Buffer): string[] {
  const source = bytes.toString('latin1');
  const token = /\\([a-z]+)(-?\d+)? ?|\\'([\da-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+/gi;
  const parts: { text: string[]; notes: string[] } = { text: [''], notes: [] };
  const fonts = new Map<string, string>();
  const outer: Group[] = [];
  let group: Group = {
    isSilent: false,
    isDeleted: false,
    isNote: false,
    isLabel: false,
    skip: 1,
    encoding: 'windows-1252',
  };
  let page = group.encoding;
  let font: string | undefined;
  let isFontTable = 0;
  let pending: number[] = [];
  let toSkip = 0;
  let label = '';
  const add = (text: string) => {
    if (group.isSilent || group.isDeleted) return;
    if (group.isLabel) {
      label += text;
      return;
    }
    const into = group.isNote ? parts.notes : parts.text;
    into[Math.max(0, into.length - 1)] = (into.at(-1) ?? '') + text;
  };
  const flush = () => {
    if (pending.length > 0) add(decode(group.encoding, pending));
    pending = [];
  };
  for (const [whole, word, parameter = '', hex, sign, brace, plain] of source.matchAll(token)) {
    if (hex !== undefined) {
      if (toSkip > 0) toSkip -= 1;
      else pending.push(Number.parseInt(hex, 16));
      continue;
    }
    if (plain !== undefined && toSkip === 0 && pending.length > 0 && !/^ *$/.test(plain)) {
      // The second byte of a double-byte character may be written as itself.
      const [first = ''] = plain;
      if (isLead(group.encoding, pending)) {
        pending.push(first.charCodeAt(0));
        flush();
        add(plain.slice(1));
        continue;
      }
    }
    flush();
    if (brace === '{') {
      outer.push(group);
      toSkip = 0;
    } else if (brace === '}') {
      if (outer.length === isFontTable) isFontTable = 0;
      const inner = group;
      group = outer.pop() ?? group;
      if (inner.isLabel && !group.isLabel) {
        const drawn = label.trim();
        label = '';
        // A sign before a point is drawn by the reader.
        if (/\p{N}|\p{Script=Han}|[A-Za-z][.)、]/u.test(drawn)) add(drawn);
      }
      toSkip = 0;
    } else if (plain !== undefined) {
      const skipped = Math.min(toSkip, plain.length);
      toSkip -= skipped;
      add(plain.slice(skipped));
    } else if (sign !== undefined) {
      if (toSkip > 0) toSkip -= 1;
      else if (sign === '*') group = { ...group, isSilent: true };
      else add(signs[sign] ?? (/[\\{}]/.test(sign) ? sign : ''));
    } else if (word !== undefined) {
      if (word === 'u') {
        const code = Number(parameter);
        add(String.fromCharCode(code < 0 ? code + 0x10000 : code));
        toSkip = group.skip;
      } else if (word === 'uc') group = { ...group, skip: Number(parameter) };
      else if (word === 'ansicpg') {
        page = codePages[parameter] ?? (parameter === '0' ? page : `windows-${parameter}`);
        group = { ...group, encoding: page };
      } else if (word === 'fonttbl') {
        isFontTable = outer.length;
        group = { ...group, isSilent: true };
      } else if (word === 'f' && isFontTable > 0) font = parameter;
      else if (word === 'fcharset' && isFontTable > 0) {
        if (font !== undefined) fonts.set(font, charsets[parameter] ?? page);
      } else if (word === 'f') group = { ...group, encoding: fonts.get(parameter) ?? page };
      else if (word === 'footnote') {
        parts.notes.push('');
        group = { ...group, isNote: true, isSilent: outer.some(({ isSilent }) => isSilent) };
      } else if (word === 'listtext' || word === 'pntext') group = { ...group, isLabel: true };
      else if (word === 'deleted') group = { ...group, isDeleted: parameter !== '0' };
      else if (word === 'plain') group = { ...group, isDeleted: false, encoding: page };
      else if (word === 'bin') toSkip = 0;
      else if (breaks.has(word)) {
        if (!group.isSilent) (group.isNote ? parts.notes : parts.text).push('');
      } else if (silent.has(word)) group = { ...group, isSilent: true };
      else if (signs[word] !== undefined) add(signs[word]);
    } else if (whole === '') break;
  }
  flush();
  return [...parts.text, ...parts.notes].filter((line) => line.trim() !== '');
}

/** Whether bytes end in the first half of a character of two. */
function isLead(encoding: string, bytes: readonly number[]): boolean {
  if (!/^(?:gb18030|big5|shift_jis|euc-kr)$/.test(encoding)) return false;
  let isHalf = false;
  for (const byte of bytes) isHalf = !isHalf && byte > 0x80;
  return isHalf;
}

function decode(encoding: string, bytes: readonly number[]): string {
  try {
    return new TextDecoder(encoding).decode(Uint8Array.from(bytes));
  } catch {
    return new TextDecoder('windows-1252').decode(Uint8Array.from(bytes));
  }
}
