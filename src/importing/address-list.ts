import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { readRegularFile } from '../archive/read/regular-file.ts';
import { decodeText } from './read/decode-text.ts';

/** A line of a list of addresses. */
export interface ListedAddress {
  readonly address: string;
  /** Absolute path of the saved page; undefined where there is none. */
  readonly page: string | undefined;
  /** `网址清单“list.txt”第 3 行` */
  readonly where: string;
}

/** In bytes; what is larger is no list that somebody keeps. */
const largestList = 1_000_000;

/** In characters. */
const longestLine = 4000;

const pageSuffixes = new Set(['.htm', '.html', '.mht', '.mhtml']);

/**
 * Reads a list of addresses whose pages somebody saved beside it or below: an address in each line, and beside it the
 * page's file where its name does not tell (`网址<tab>文件`, either first; a comma or spaces part them too). A page is
 * found by the name in the list, by the address that a browser noted in it, or by the address's own file name.
 * Nothing is asked of any network.
 *
 * @param others absolute paths of what is imported with it, which may lie elsewhere
 * @returns undefined for a file that is no such list
 */
export function readAddressList(
  file: string,
  others: readonly string[],
): readonly ListedAddress[] | undefined {
  const lines = listLines(file);
  if (lines === undefined) return undefined;
  const folder = dirname(file);
  const pages = [...new Set([...pagesBelow(folder), ...others.filter(isPage)])];
  const byAddress = new Map<string, string>();
  const byName = new Map<string, string | undefined>();
  for (const page of pages) {
    const noted = notedAddress(page);
    if (noted !== undefined) byAddress.set(plain(noted), page);
    const name = stem(page);
    byName.set(name, byName.has(name) ? undefined : page);
  }
  const seen = new Set<string>();
  const taken = new Set<string>();
  const found: ListedAddress[] = [];
  for (const { address, name, number } of lines) {
    if (seen.has(plain(address))) continue;
    seen.add(plain(address));
    const own = byAddress.get(plain(address)) ?? byName.get(stem(pathOf(address)));
    const page =
      name === undefined
        ? own
        : (besideList(folder, name) ?? others.find((other) => basename(other) === name));
    // One page is not the text of two addresses.
    const isFree = page !== undefined && !taken.has(page);
    if (isFree) taken.add(page);
    const where = `网址清单“${basename(file)}”第 ${number} 行`;
    found.push({ address, page: isFree ? page : undefined, where });
  }
  return found;
}

interface ListLine {
  readonly address: string;
  readonly name: string | undefined;
  readonly number: number;
}

function listLines(file: string): readonly ListLine[] | undefined {
  if (!['.txt', '.csv', '.tsv'].includes(extname(file).toLowerCase())) return undefined;
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? largestList) >= largestList)
    return undefined;
  let text: string;
  try {
    text = decodeText(readRegularFile(file, largestList)).text;
  } catch {
    return undefined;
  }
  const lines: ListLine[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const words = line.trim();
    if (words === '' || words.startsWith('#')) continue;
    if (words.length > longestLine) return undefined;
    const [, before = '', address, after = ''] =
      /^(?:(.*?)[\s,，]+)?"?(https?:\/\/[^\s,，"<>]+)"?(?:[\s,，]+(.*))?$/.exec(words) ?? [];
    // The names above the columns of a table.
    if (address === undefined && lines.length === 0 && /网址|地址|url/i.test(words)) continue;
    if (address === undefined || (before !== '' && after !== '')) return undefined;
    const name = `${before}${after}`.trim().replace(/^"(.*)"$/, '$1');
    lines.push({ address, name: name === '' ? undefined : name, number: index + 1 });
  }
  return lines.length === 0 ? undefined : lines;
}

function pagesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((item) => {
      const path = join(folder, item.name);
      if (item.isDirectory()) return /[_.]files$|^\./.test(item.name) ? [] : pagesBelow(path);
      return item.isFile() && isPage(path) ? [path] : [];
    });
}

function isPage(path: string): boolean {
  return pageSuffixes.has(extname(path).toLowerCase()) && existsSync(path);
}

/** The file that a line names; nothing outside the list's folder. */
function besideList(folder: string, name: string): string | undefined {
  const path = join(folder, name.replaceAll('\\', '/'));
  if (relative(folder, path).split(sep)[0] === '..' || !existsSync(path)) return undefined;
  return statSync(path).isFile() ? path : undefined;
}

/** What a browser noted at the head of a page that it saved. */
function notedAddress(page: string): string | undefined {
  const head = Buffer.alloc(8192);
  const file = openSync(page, 'r');
  try {
    const length = readSync(file, head);
    const text = head.toString('latin1', 0, length);
    return (
      /saved from url=\(\d+\)(https?:[^\s>]+)/.exec(text)?.[1] ??
      /^(?:Snapshot-)?Content-Location:\s*(https?:\S+)/im.exec(text)?.[1]
    );
  } finally {
    closeSync(file);
  }
}

/** Two ways to write one address: scheme, mark in the page and last slash do not tell pages apart. */
function plain(address: string): string {
  return address
    .replace(/^https?:\/\//i, '')
    .replace(/#.*$|\/+$/g, '')
    .replace(/\/+$/, '');
}

function pathOf(address: string): string {
  const path = address.replace(/[?#].*$/, '').replace(/^https?:\/\/[^/]*/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** `t20200305_12` of `t20200305_12.html`; an index tells nothing. */
function stem(path: string): string {
  const name = basename(path).replace(/\.(?:s?html?|mht(?:ml)?|jsp|aspx?|php)$/i, '');
  return /^(?:index|default|)$/i.test(name) ? `${path}/` : name;
}
