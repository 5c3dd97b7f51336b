/** What was typed, as it is said: its beginning, and nothing that turns the line about. */
export function echo(typed: string): string {
  return Array.from(typed.trim())
    .slice(0, 60)
    .join('')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
}
