import { renderCheckedBody } from '../../../src/archive/check/check-body.ts';
import { ProblemList } from '../../../src/archive/check/problem-list.ts';
import type { RenderedMarkdown } from '../../../src/archive/render/render-markdown.ts';
import type { Problem } from '../../../src/model/problem.ts';

/** Renders one body as that of `reports/2023/annual.md` on a site under `/fz/`. */
export function renderText(
  markdown: string,
  { attachments = [], files = [] }: { attachments?: string[]; files?: string[] } = {},
): RenderedMarkdown & { readonly html: string; readonly problems: readonly Problem[] } {
  const problems = new ProblemList();
  const { rendered } = renderCheckedBody(
    markdown,
    {
      file: 'reports/2023/annual.md',
      year: 2023,
      slug: 'annual',
      base: '/fz/',
      title: '云溪县2023年法治政府建设情况的报告',
      firstLine: 1,
      attachments: new Set(attachments),
      files: new Set(files.map((file) => `reports/2023/${file}`)),
    },
    problems,
  );
  return { ...rendered, html: rendered.body.html, problems: problems.sorted() };
}
