import { type FactsOfReport, reportFacts } from './report-facts.ts';

/**
 * A report's `index.md`: its facts as YAML front matter, then its body as it was written. What the page
 * gives as SHA-256 is that of this text.
 *
 * @param markdown the body, lines ending in LF.
 */
export function reportMarkdown(report: FactsOfReport, markdown: string): string {
  // A string of JSON is one of YAML too.
  const header = reportFacts(report).map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`);
  return `---\n${header.join('')}---\n\n${markdown.replace(/^\n+|\n+$/g, '')}\n`;
}
