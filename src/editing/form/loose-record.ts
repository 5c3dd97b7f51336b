import { formTexts } from './field-values.ts';

/**
 * A record's single texts as they are written, whether or not it could be published: what a report is called
 * while its record is still being filled in.
 */
export function looseRecord(frontMatter: string): (key: string) => string | undefined {
  const texts = formTexts(frontMatter);
  return (key) => {
    const own = texts?.get(key);
    return own?.kind === 'one' && own.text.trim() !== '' ? own.text : undefined;
  };
}
