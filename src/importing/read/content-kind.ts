/** What a file that names itself a document of a word processor holds, by its first bytes. */
export type ContentKind =
  | 'docx'
  | 'odt'
  | 'doc'
  | 'ole'
  | 'encrypted'
  | 'rtf'
  | 'pdf'
  | 'mht'
  | 'html';

/** Undefined where nothing is known of it. */
export function contentKind(bytes: Buffer): ContentKind | undefined {
  const head = bytes.toString('latin1', 0, 400);
  if (head.startsWith('PK\x03\x04'))
    return bytes.includes('content.xml') && !bytes.includes('word/') ? 'odt' : 'docx';
  if (head.startsWith('\xd0\xcf\x11\xe0')) {
    if (holdsName(bytes, 'EncryptedPackage')) return 'encrypted';
    if (!holdsName(bytes, 'WordDocument')) return 'ole';
    return isEncryptedWord(bytes) ? 'encrypted' : 'doc';
  }
  const text = head.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (text.startsWith('{\\rtf')) return 'rtf';
  if (text.startsWith('%PDF-')) return 'pdf';
  if (/^(?:mime-version|from|content-type):/i.test(text)) return 'mht';
  if (/^<(?:!doctype\s+html|html|\?xml[^>]*>\s*<html|head|body|!--)/i.test(text)) return 'html';
  return undefined;
}

/** The head of an old Word file's text (FIB, [MS-DOC] 2.5.2) begins a sector, and says whether there is a password. */
function isEncryptedWord(bytes: Buffer): boolean {
  const sector = 512;
  for (let at = sector; at + 12 <= bytes.length; at += sector) {
    // `wIdent`, and `nFib` of Word 97 or newer: older ones have no such flag there.
    if (bytes.readUInt16LE(at) === 0xa5ec && bytes.readUInt16LE(at + 2) >= 0x00c0)
      return (bytes.readUInt16LE(at + 10) & 0x0100) !== 0;
  }
  return false;
}

/** Old Word files name their parts in UTF-16. */
function holdsName(bytes: Buffer, name: string): boolean {
  return bytes.includes(Buffer.from(name, 'utf16le'));
}
