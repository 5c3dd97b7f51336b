import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files of a content folder by their POSIX paths. */
export type Draft = Record<string, string | Uint8Array>;

/** A picture of one pixel. */
export const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADElEQVQImWP4//8/AAX+Av5Y8msOAAAAAElFTkSuQmCC',
  'base64',
);

/** YAML takes JSON as it is: so every character is carried, whatever it means to YAML. */
export function yamlOf(value: unknown): string {
  return JSON.stringify(value);
}

/** A report of 2023 with some fields of its own. */
export function reportOf(fields: Readonly<Record<string, unknown>>, body: string): string {
  const all = {
    title: '云溪县2023年法治政府建设情况的报告',
    year: 2023,
    issuer: 'issuer-0',
    indicators: ['2021/0'],
    published: '2024-03-20',
    ...fields,
  };
  const lines = Object.entries(all).map(([key, value]) => `${key}: ${yamlOf(value)}\n`);
  return `---\n${lines.join('')}---\n\n${body}\n`;
}

export function pageOf(fields: Readonly<Record<string, unknown>>, body: string): string {
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${yamlOf(value)}\n`);
  return `---\n${lines.join('')}---\n\n${body}\n`;
}

/** The smallest content with which everything else can be judged. */
export const baseDraft: Readonly<Draft> = {
  'site.yaml': 'name: 云溪县档案\nurl: https://yunxi.example\ntrail: [甲]\n',
  'issuers.yaml': '- { id: issuer-0, name: 云溪县人民政府, kind: government }\n',
  'indicators/2021.yaml':
    'edition: "2021"\ntitle: 指标体系\nindicators:\n  - { code: "0", title: 第一条 }\n',
};

export function writeDraft(folder: string, draft: Readonly<Draft>): void {
  for (const [path, bytes] of Object.entries(draft)) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }
}

/** A text inside Markdown, where none of its characters means anything. */
export function asMarkdown(text: string): string {
  return text
    .replace(/[!-/:-@[-`{-~]/g, '\\$&')
    .replace(/[\p{Cc}\u2028\u2029]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/** A text inside a quoted attribute of HTML. */
export function asAttribute(text: string): string {
  return text.replace(/[&"<>\p{Cc}]/gu, (character) => `&#${character.codePointAt(0)};`);
}
