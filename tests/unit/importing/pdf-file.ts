/** A line of a page: where it begins (points from the left and from the foot) and its words. */
export type PdfLine = readonly [left: number, y: number, words: string];

/** A PDF in its smallest form, text of 12 points; with `encoding` the font says nothing else of its characters. */
export function pdfFile(pages: readonly (readonly PdfLine[])[], encoding = 'Identity-H'): Buffer {
  const codes = (words: string) => Buffer.from(words, 'utf16le').swap16().toString('hex');
  const used = new Set([
    ...pages
      .flat()
      .map(([, , words]) => words)
      .join(''),
  ]);
  const unicode = `begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange ${[...used]
    .map((character) => `1 beginbfchar <${codes(character)}> <${codes(character)}> endbfchar`)
    .join(' ')} endcmap`;
  const stream = (text: string) => `<< /Length ${text.length} >> stream\n${text}\nendstream`;
  const isIdentity = encoding === 'Identity-H';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${6 + 2 * index} 0 R`).join(' ')}] >>`,
    `<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /${encoding} /DescendantFonts [4 0 R]${isIdentity ? ' /ToUnicode 5 0 R' : ''} >>`,
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (${isIdentity ? 'Identity' : 'GB1'}) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /Song /Flags 4 >> >>`,
    stream(unicode),
    ...pages.flatMap((lines, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents ${7 + 2 * index} 0 R >>`,
      stream(
        lines
          .map(([left, y, words]) => `BT /F 12 Tf 1 0 0 1 ${left} ${y} Tm <${codes(words)}> Tj ET`)
          .join('\n'),
      ),
    ]),
  ];
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  );
}
