import WordExtractor from 'word-extractor';
import { type SourceDocument, SourceRefused } from '../source-document.ts';
import { plainTextDocument } from './read-plain-text.ts';

/** Word's own marks for pictures, fields and notes. */
const wordMarks = /[\p{Cc}--[\t-\r]]/gv;

/** Without it “ and — become " and -. */
const asTyped = { filterUnicode: false };

/**
 * Reads a Word 97–2003 file: its text alone, since no kept library reads more of it.
 *
 * @throws {SourceRefused} for what is no readable Word document
 */
export async function readDoc(bytes: Buffer): Promise<SourceDocument> {
  if (bytes.readUInt32BE(0) !== 0xd0cf11e0)
    throw new SourceRefused('文件损坏，或者扩展名与内容不符。');
  const document = await new WordExtractor().extract(bytes).catch((error: unknown) => {
    throw new SourceRefused(
      /encrypt|password/i.test(String(error))
        ? '文件有密码，请先去掉密码。'
        : '文件损坏或不完整，打不开。',
    );
  });
  const extras = [
    ['脚注', document.getFootnotes(asTyped)],
    ['尾注', document.getEndnotes(asTyped)],
    ['文本框', document.getTextboxes(asTyped)],
  ] as const;
  const review = [
    '旧的 .doc 只能读出文字：表格、图片、自动序号和脚注的位置请对照原件；另存为 .docx 再导入更好。',
  ];
  let text = document.getBody(asTyped);
  for (const [name, words] of extras) {
    if (words.trim() === '') continue;
    text += `\n${words}`;
    review.push(`${name}的文字放在了最后。`);
  }
  const headers = document.getHeaders(asTyped).trim();
  const dropped = headers === '' ? [] : [`页眉页脚“${headers.replace(/\s+/g, ' ').slice(0, 60)}”`];
  return plainTextDocument(text.replace(wordMarks, ''), { dropped, review });
}
