/**
 * What of the ZIP format (APPNOTE 6.3.10, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT)
 * both the writer and the reader must agree on.
 */
export const signatures = {
  file: 0x04034b50,
  entry: 0x02014b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
  end: 0x06054b50,
} as const;

/** Names are UTF-8. */
export const utf8Names = 0x0800;
export const stored = 0;
export const deflated = 8;
/** 1 January 1980: what ZIP can say least, so that the same files make the same archive. */
export const dosDate = 0x21;
/** Where a field of two or four bytes cannot hold a number, this stands in it and ZIP64 has the number. */
export const tooMany = 0xffff;
export const tooLarge = 0xffffffff;
