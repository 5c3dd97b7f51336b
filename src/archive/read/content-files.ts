import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { redirectsFile } from '../../model/address.ts';
import { imageTypes } from '../../model/media-type.ts';
import { cardFiles } from '../../model/share-card.ts';
import { nearest } from '../check/nearest.ts';
import type { ProblemList } from '../check/problem-list.ts';
import { errorCode } from './read-text.ts';

/** The content folder's files by what they are; all paths POSIX, relative to it, sorted. */
export interface ContentFiles {
  readonly site: boolean;
  readonly issuers: boolean;
  readonly glossary: boolean;
  readonly redirects: boolean;
  /** Those of {@link cardFiles} that are there. */
  readonly card: readonly string[];
  /** `indicators/<edition>.yaml` */
  readonly editions: readonly string[];
  /** `reports/<year>/<slug>.md` */
  readonly reports: readonly string[];
  /** Everything else under `reports/<year>/`: attachments and images. */
  readonly besideReports: ReadonlySet<string>;
  /** `pages/<name>.mdx` */
  readonly pages: readonly string[];
  /** Pictures beside the pages. */
  readonly besidePages: ReadonlySet<string>;
}

/** The last is for editors and is not published. */
const topFiles = ['site.yaml', 'issuers.yaml', 'glossary.yaml', redirectsFile, 'README.md'];
const cardNames: readonly string[] = Object.values(cardFiles);
const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const editionPattern = /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/;
/** What systems and editors leave behind; never content. */
const litter = /^(\..*|~\$.*|Thumbs\.db|desktop\.ini)$/i;

/**
 * Lists the content folder and states what does not belong there.
 *
 * @param typed paths of texts that are being written and may stand in no file yet
 */
export function listContent(
  contentDir: string,
  problems: ProblemList,
  typed: readonly string[] = [],
): ContentFiles {
  const paths = [...new Set([...walk(contentDir, problems), ...typed])].sort();
  const editions: string[] = [];
  const reports: string[] = [];
  const besideReports = new Set<string>();
  const pages: string[] = [];
  const besidePages = new Set<string>();
  reportTwins(paths, problems);
  for (const path of paths) {
    const edition = /^indicators\/([^/]+)\.yaml$/.exec(path)?.[1];
    const report = /^reports\/\d{4}\/([^/]+)\.md$/.exec(path)?.[1];
    const page = /^pages\/([^/]+)\.mdx$/.exec(path)?.[1];
    const suffix = posix.extname(path).slice(1).toLowerCase();
    if (topFiles.includes(path) || cardNames.includes(path)) continue;
    if (edition !== undefined) {
      editions.push(path);
      checkName(path, edition, editionPattern, problems);
    } else if (report !== undefined) {
      reports.push(path);
      checkName(path, report, slugPattern, problems);
    } else if (page !== undefined) {
      pages.push(path);
      checkName(path, page, slugPattern, problems);
    } else if (/^reports\/\d{4}\/./.test(path) && !isText(suffix)) besideReports.add(path);
    else if (path.startsWith('pages/') && imageTypes.has(suffix)) besidePages.add(path);
    else {
      problems.add('misplaced-file', {
        file: path,
        message: whyMisplaced(path),
        nearest: rightPlace(path),
      });
    }
  }
  return {
    site: paths.includes('site.yaml'),
    issuers: paths.includes('issuers.yaml'),
    glossary: paths.includes('glossary.yaml'),
    redirects: paths.includes(redirectsFile),
    card: cardNames.filter((name) => paths.includes(name)),
    editions,
    reports,
    besideReports,
    pages,
    besidePages,
  };
}

/** One name written in two ways that look the same: on some disks and servers they are one file. */
function reportTwins(paths: readonly string[], problems: ProblemList): void {
  const first = new Map<string, string>();
  for (const path of paths) {
    const composed = path.normalize('NFC');
    const twin = first.get(composed);
    if (twin === undefined) first.set(composed, path);
    else {
      problems.add('duplicate-address', {
        file: path,
        message: '另一个文件的名字和它看起来一样，只是字符的组合方式不同。',
        advice: '删去其中一个，或者给它改名。',
      });
    }
  }
}

/** Extensions that an editor means as a report or a setting: beside a report they are misplaced. */
function isText(suffix: string): boolean {
  return ['md', 'mdx', 'markdown', 'yaml', 'yml'].includes(suffix);
}

function checkName(path: string, name: string, pattern: RegExp, problems: ProblemList): void {
  if (pattern.test(name)) return;
  const lowerCase = pattern === slugPattern;
  const mended = name
    .normalize('NFKC')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const suggestion = lowerCase ? mended.toLowerCase() : mended;
  problems.add('bad-file-name', {
    file: path,
    message: `文件名“${name}”不能用作网址。`,
    nearest: suggestion === '' ? undefined : suggestion + posix.extname(path),
  });
}

function whyMisplaced(path: string): string {
  if (/^reports\/\d{4}\/.+\/[^/]+\.md$/.test(path)) {
    return '报告要直接放在年度文件夹里，不能再套一层文件夹。';
  }
  if (/^reports\//.test(path))
    return 'reports/ 下只能是“四位数字的年度/报告.md”和报告旁边的附件、图片。';
  if (/^indicators\//.test(path)) return 'indicators/ 下只能是“版本.yaml”。';
  if (/^pages\//.test(path)) return 'pages/ 下只能是 .mdx 页面和它们的图片。';
  return '内容文件夹里没有这个文件的位置。';
}

function rightPlace(path: string): string | undefined {
  const name = posix.basename(path);
  const stem = name.replace(/\.[^.]*$/, '');
  const report = /^reports\/(?:.*?\/)?(\d{4})\/.*\.(md|markdown|mdx)$/i.exec(path);
  if (report?.[1] !== undefined) return `reports/${report[1]}/${stem}.md`;
  if (/^indicators\/.*\.ya?ml$/i.test(path)) return `indicators/${stem}.yaml`;
  if (/^pages\/.*\.(md|mdx)$/i.test(path)) return `pages/${stem}.mdx`;
  if (/\.ya?ml$/i.test(name)) return nearest(`${stem}.yaml`, topFiles);
  return undefined;
}

function walk(contentDir: string, problems: ProblemList): string[] {
  const root = realpathSync(contentDir);
  const found: string[] = [];
  const visit = (folder: string): void => {
    let entries: Dirent[];
    try {
      entries = readdirSync(join(root, folder), { withFileTypes: true });
    } catch (error) {
      problems.add('unreadable-file', {
        file: folder,
        message: `文件夹读不出来（${errorCode(error)}）。`,
      });
      return;
    }
    for (const entry of entries) {
      if (litter.test(entry.name)) continue;
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile() || (entry.isSymbolicLink() && isSafeLink(root, path, problems))) {
        found.push(path);
      } else if (!entry.isSymbolicLink()) {
        problems.add('unreadable-file', { file: path, message: '这不是普通文件。' });
      }
    }
  };
  visit('');
  return found;
}

/** A link to a file of the content folder is as good as the file; anything else is stated. */
function isSafeLink(root: string, path: string, problems: ProblemList): boolean {
  let target: string;
  let isFile: boolean;
  try {
    target = realpathSync(join(root, path));
    isFile = statSync(target).isFile();
  } catch {
    problems.add('unreadable-file', { file: path, message: '链接指向的文件不存在。' });
    return false;
  }
  if (target !== root && !target.startsWith(root + sep)) {
    problems.add('symlink-outside', { file: path, message: '这个链接指向内容文件夹之外。' });
    return false;
  }
  if (!isFile) {
    problems.add('unreadable-file', {
      file: path,
      message: '链接指向的不是文件；文件夹不能用链接代替。',
    });
  }
  return isFile;
}
