import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const frontMatter = `---
title: 云溪县2023年法治政府建设情况的报告
year: 2023
issuer: yunxi-government
indicators: ["2021/98"]
published: 2024-03-20
---

## 一、工作情况

`;

/** What a broken paste looks like: parsers take the square of its length. */
export default (contentDir: string) => {
  const bodies = {
    spaces: '&nbsp;\n'.repeat(40_000),
    stars: '甲** '.repeat(100_000),
    table: `${'|甲'.repeat(1000)}|\n${'|-'.repeat(1000)}|\n${'|乙|\n'.repeat(1000)}`,
    lines: '- 甲\n'.repeat(450_000),
    // Lines that look like HTML, in a paragraph that is none.
    tags: `正文\n${'< `<>'.repeat(100_000)}`,
    foreign: `正文\n${'    <svg>-->'.repeat(100_000)}`,
  };
  for (const [name, body] of Object.entries(bodies)) {
    writeFileSync(join(contentDir, `reports/2023/${name}.md`), frontMatter + body);
  }
};
