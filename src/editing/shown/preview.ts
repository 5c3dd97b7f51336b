import { posix } from 'node:path';
import { DomUtils, parseDocument } from 'htmlparser2';
import type { ReadContent } from '../../archive/link/read-content.ts';
import type { ReadReport } from '../../archive/read/read-report.ts';
import { reportAddress } from '../../model/address.ts';
import type { GlossaryEntry } from '../../model/glossary.ts';
import { type Converter, createConverter } from '../../variant/converter.ts';
import { looseRecord } from '../form/loose-record.ts';
import { Markup } from '../pages/markup.ts';
import { type Doubt, traditionalText } from './doubts.ts';
import { usableEntries } from './glossary-effect.ts';

export type Script = 'hans' | 'hant';

export interface PreviewText {
  readonly title: string;
  /** The record as a reader finds it above the text. */
  readonly record: readonly { readonly name: string; readonly value: string }[];
  readonly body: Markup;
  readonly doubts: readonly Doubt[];
}

/**
 * A report's text as its page will show it, by the archive's renderer and, in Traditional, the walker that
 * makes the Traditional pages.
 *
 * @param pictureAddress where a picture beside the report can be had
 */
export function previewText(
  report: ReadReport,
  content: ReadContent,
  script: Script,
  pictureAddress: (file: string) => string,
): PreviewText {
  const { frontMatter } = report;
  const written = looseRecord(report.yaml);
  const issuer = content.issuers.value?.find(({ id }) => id === written('issuer'))?.name;
  const record = [
    ['发布机构', issuer ?? written('issuer')],
    ['公开日期', written('published') ?? '未载明'],
    ['发文字号', written('documentNumber')],
    ['来源', frontMatter?.source?.name ?? frontMatter?.source?.url],
    ['摘要', written('summary')],
    ['附件', frontMatter?.attachments?.map(({ title }) => title).join('、')],
    ['说明', written('note')],
  ].flatMap(([name = '', value]) => (value === undefined || value === '' ? [] : [{ name, value }]));
  const title = written('title') ?? '（还没有标题）';
  const body = shownBody(report, pictureAddress);
  if (script === 'hans') return { title, record, body: new Markup(body), doubts: [] };
  const converter = reportConverter(content, frontMatter?.glossary ?? []);
  const place = { base: content.site?.base ?? '/', address: reportAddress(report) };
  const converted = traditionalText(body, converter, place);
  return {
    title: converter.convert(title),
    record: record.map(({ name, value }) => ({
      name: converter.convert(name),
      value: converter.convert(value),
    })),
    body: new Markup(converted.html),
    doubts: converted.doubts,
  };
}

function reportConverter(content: ReadContent, own: readonly GlossaryEntry[]): Converter {
  return createConverter({
    standard: content.site?.traditional ?? 'tw',
    siteGlossary: usableEntries(content.glossary),
    reportGlossary: usableEntries(own),
  });
}

/** The rendered body with pictures from the disk, and links that lead nowhere from here. */
function shownBody({ rendered }: ReadReport, pictureAddress: (file: string) => string): string {
  const tree = parseDocument(rendered.body.html);
  for (const element of DomUtils.findAll(() => true, tree.children)) {
    if (element.name === 'img') {
      const image = rendered.body.images[Number(element.attribs['data-archive-image'])];
      delete element.attribs['data-archive-image'];
      if (image !== undefined) {
        element.attribs.src = pictureAddress(posix.normalize(image.file));
        element.attribs.alt = image.alt;
      }
    } else if (element.name === 'a' && !element.attribs.href?.startsWith('#')) {
      const { href } = element.attribs;
      delete element.attribs.href;
      if (href !== undefined) element.attribs.title = `链接到 ${href}`;
    }
  }
  return DomUtils.getInnerHTML(tree, { decodeEntities: false, encodeEntities: 'utf8' });
}
