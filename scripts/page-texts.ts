import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { reportAddress } from '../src/model/address.ts';
import type { Report } from '../src/model/report.ts';

/** What browsers lay out as a box of its own, of the elements that a report can have. */
const boxes =
  /^(?:address|article|aside|blockquote|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/;

/**
 * The texts of a report as a reader of the finished page has them, box by box: its title, the numbers and
 * attachments of its record, its body. Read by another parser and by other rules than the index is made
 * by, so that what a search misses cannot be missed here too.
 *
 * @param outDir folder of a finished build.
 */
export function pageTexts(outDir: string, report: Report): string[] {
  const file = join(outDir, reportAddress(report), 'index.html');
  const article = find(parse(readFileSync(file, 'utf8')), 'article');
  if (!article) throw new Error(`${file} has no article`);
  const record = [
    report.documentNumber,
    report.indexNumber,
    ...report.attachments.map(({ title }) => title),
  ];
  return [report.title, ...record.filter((text) => text !== undefined), ...boxTexts(article)];
}

type Element = DefaultTreeAdapterTypes.Element;

function find(node: DefaultTreeAdapterTypes.ParentNode, tag: string): Element | undefined {
  for (const child of node.childNodes) {
    if (!('tagName' in child)) continue;
    const found = child.tagName === tag ? child : find(child, tag);
    if (found) return found;
  }
  return undefined;
}

function boxTexts(root: Element): string[] {
  const texts = [''];
  const walk = (node: DefaultTreeAdapterTypes.ChildNode): void => {
    if ('value' in node && node.nodeName === '#text') texts.push((texts.pop() ?? '') + node.value);
    if (!('tagName' in node) || isSign(node)) return;
    const isBox = boxes.test(node.tagName);
    if (isBox) texts.push('');
    node.childNodes.forEach(walk);
    if (isBox) texts.push('');
  };
  root.childNodes.forEach(walk);
  return texts.filter((text) => text.trim() !== '');
}

/** The number of a footnote, the arrow back from it, the link of a heading, pronunciation over the line. */
function isSign({ tagName, attrs }: Element): boolean {
  return (
    /^r[tp]$/.test(tagName) ||
    attrs.some(({ name, value }) =>
      name === 'role' ? /^doc-(?:noteref|backlink)$/.test(value) : value === 'heading-link',
    )
  );
}
