import type { Release } from '../release-store.ts';

/** What the preserved pages say of themselves, in both scripts. */
export interface PreservedWords {
  readonly all: string;
  readonly noSearch: string;
  readonly byYear: string;
  readonly byTitle: string;
  readonly otherTitles: string;
  readonly noTools: string;
  readonly year: (year: number, count: number) => string;
}

export const preservedWords: Readonly<Record<'zh-Hans' | 'zh-Hant', PreservedWords>> = {
  'zh-Hans': {
    all: '全部报告',
    noSearch:
      '您正在看保存下来的副本。从文件夹里直接打开的网页，浏览器不让它读别的文件，所以这里不能逐字搜索。请按年度，或按标题的拼音找；在本页按 Ctrl+F（苹果电脑按 ⌘F），可以查标题里的字。',
    byYear: '按年度',
    byTitle: '按标题的拼音',
    otherTitles: '数字、字母开头',
    noTools:
      '您正在看保存下来的副本：下面的工具要从网上打开才能用。适老模式和简体、繁体，这里都可以用。',
    year: (year, count) => `${year}年（${count}份）`,
  },
  'zh-Hant': {
    all: '全部報告',
    noSearch:
      '您正在看保存下來的副本。從資料夾裡直接打開的網頁，瀏覽器不讓它讀別的檔案，所以這裡不能逐字搜尋。請按年度，或按標題的拼音找；在本頁按 Ctrl+F（蘋果電腦按 ⌘F），可以查標題裡的字。',
    byYear: '按年度',
    byTitle: '按標題的拼音',
    otherTitles: '數字、字母開頭',
    noTools:
      '您正在看保存下來的副本：下面的工具要從網上打開才能用。適老模式和簡體、繁體，這裡都可以用。',
    year: (year, count) => `${year}年（${count}份）`,
  },
};

/** Stands in the plain folder. */
export function folderReadme({ id, manifest: { url, base, files } }: Release): string {
  return forWindows([
    `网站 ${url}${base} 的副本，版本 ${id}`,
    '',
    '打开',
    '  双击 index.html。不用联网，不用安装任何东西；简体、繁体、适老模式、打印都可以用。',
    '  不能逐字搜索（浏览器不让文件夹里的网页读别的文件），改为“全部报告”一页，按年度和标题的拼音找。',
    '  听本页、拼音等阅读工具也只在网上可用。',
    '',
    '里面有什么',
    '  site/            全部网页、附件、图片、报告的文本、开放数据',
    '  SHA256SUMS       每个文件的 SHA-256；check.sh（Linux、macOS）和 check.ps1（Windows）用它核对',
    `  release.json     发布时的清单（${files.length} 个文件）；有签名的，签名在旁边`,
    '',
    '和网站上的有什么不同',
    '  网页里的链接改成了文件夹里的路径，去掉了搜索框和要联网的程序，所以网页的哈希和 release.json 里的不同；',
    '  附件、图片、报告的文本、数据一个字节也没有变。一字不差的网站在同时保存的 .wacz 文件里。',
    '',
    `This folder is a copy of ${url}${base}, release ${id}. Open index.html; no network is needed.`,
    'Links were made relative, search was replaced by an index by year and by title; all other files are as published.',
    '',
  ]);
}

/** Stands in the WACZ. */
export function waczReadme({ id, manifest: { url, base, files } }: Release, date: string): string {
  return forWindows([
    `网站 ${url}${base} 的存档，版本 ${id}`,
    '',
    '这是 WACZ 1.1.1 文件（其实是 zip），里面是 WARC 1.1：archive/ 里有网站的每一个文件，一字不差。',
    '用 ReplayWeb.page（网页或桌面程序）、pywb 等打开，不用联网，搜索和简体、繁体的切换都能用。',
    '没有这些程序时：每条记录单独 gzip 压缩，gunzip 之后是 HTTP 应答的原文。',
    '',
    `记录的日期写作 ${date}：制作时指定的，或者是内容里最新的公开日期；它不是从网上抓取的时间。`,
    `release.json 是发布时的清单（${files.length} 个文件，SHA-256 和 SM3）；datapackage.json 是这个文件自己的清单。`,
    '',
    `This WACZ holds every file of ${url}${base}, release ${id}, as it was published, in WARC 1.1 records.`,
    '',
  ]);
}

/** Windows' own editor shows it as well. */
function forWindows(lines: readonly string[]): string {
  return `\uFEFF${lines.join('\r\n')}`;
}
