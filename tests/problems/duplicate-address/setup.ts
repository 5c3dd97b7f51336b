import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Two names that look the same, and attachments called as the page itself or one of its texts. */
export default (contentDir: string) => {
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(contentDir, file)), { recursive: true });
    writeFileSync(join(contentDir, file), text);
  };
  write(`reports/2023/${'é'.normalize('NFC')}.csv`, '项目\n');
  write(`reports/2023/${'é'.normalize('NFD')}.csv`, '项目\n');
  for (const file of ['index.html/annex.csv', 'index.md/annex.csv', 'index.txt']) {
    write(`reports/2023/${file}`, '项目\n');
  }
  const annual = join(contentDir, 'reports/2023/annual.md');
  const attachments = `attachments:
  - { file: ${'é'.normalize('NFC')}.csv, title: 附件一 }
  - { file: ${'é'.normalize('NFD')}.csv, title: 附件二 }
  - { file: index.html/annex.csv, title: 附件三 }
  - { file: index.md/annex.csv, title: 附件四 }
  - { file: index.txt, title: 附件五 }
`;
  writeFileSync(annual, readFileSync(annual, 'utf8').replace('\n---\n', `\n${attachments}---\n`));
};
