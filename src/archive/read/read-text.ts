import { isUtf8 } from 'node:buffer';
import { join } from 'node:path';
import { lostCharacters, nameCharacter, unseenCharacters } from '../../model/writing.ts';
import type { ProblemList } from '../check/problem-list.ts';
import { FileTooLarge, readRegularFile } from './regular-file.ts';
import { guessEncoding } from './text-encoding.ts';

/** 5 MB: larger texts are data or images pasted into a report, and hang old phones. */
export const largestText = 5_000_000;

/**
 * A content file as text: UTF-8 without BOM, lines ending in LF.
 * Undefined, with problems, when it cannot be taken for text.
 */
export function readText(
  contentDir: string,
  file: string,
  problems: ProblemList,
): string | undefined {
  let bytes: Buffer;
  try {
    bytes = readRegularFile(join(contentDir, file), largestText);
  } catch (error) {
    if (error instanceof FileTooLarge) {
      const megabytes = (error.bytes / 1_000_000).toFixed(1);
      problems.add('file-too-large', { file, message: `文件有 ${megabytes} MB，超过 5 MB。` });
      return undefined;
    }
    problems.add('unreadable-file', { file, message: `文件读不出来（${errorCode(error)}）。` });
    return undefined;
  }
  if (!isUtf8(bytes)) {
    const line = firstBadLine(bytes);
    problems.add('not-utf8', {
      file,
      line,
      message: `文件不是 UTF-8 编码${nameEncoding(bytes)}。`,
    });
    return undefined;
  }
  let text = bytes.toString('utf8');
  if (text.startsWith('\uFEFF')) {
    problems.add('byte-order-mark', {
      file,
      line: 1,
      message: '文件开头有字节顺序标记（EF BB BF）。',
    });
    text = text.slice(1);
  }
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  checkCharacters(text, file, problems);
  return text;
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** Named, so that the editor knows what to choose when saving again. */
function nameEncoding(bytes: Buffer): string {
  switch (guessEncoding(bytes)) {
    case 'utf-16le':
      return '，而是 UTF-16（记事本的“Unicode”）';
    case 'utf-16be':
      return '，而是 UTF-16（大端）';
    case 'binary':
      return '，像是二进制文件，不是文字';
    case 'gb18030':
      return '，而是 GB18030（GBK、ANSI）';
    case 'big5':
      return '，像是 Big5';
    case undefined:
      return '，也不是 GB18030';
  }
}

function firstBadLine(bytes: Buffer): number {
  let line = 1;
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end === -1 ? bytes.length : end;
    if (!isUtf8(bytes.subarray(start, stop))) return line;
    start = stop + 1;
    line += 1;
  }
  return line;
}

/** States what nobody sees, and what stands for a character that was lost. */
export function checkCharacters(text: string, file: string, problems: ProblemList): void {
  for (const [code, charactersOf] of [
    ['control-character', unseenCharacters],
    ['lost-character', lostCharacters],
  ] as const) {
    // Once over the whole text, because almost every text has none.
    if (charactersOf(text).length === 0) continue;
    for (const [index, line] of text.split('\n').entries()) {
      const found = charactersOf(line);
      const [first] = found;
      if (first === undefined) continue;
      const more = found.length > 1 ? `，这一行共有 ${found.length} 个这样的字符` : '';
      problems.add(code, {
        file,
        line: index + 1,
        message: `第 ${line.indexOf(first) + 1} 个字符是 ${nameCharacter(first)}${more}。`,
      });
    }
  }
}
