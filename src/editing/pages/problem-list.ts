import { severityNames } from '../../model/problem.ts';
import type { PlacedProblem } from '../form/problems-by-field.ts';
import { html, type Markup } from './markup.ts';

/** The problems of one field, as they stand below it; nothing where there are none. */
export function problemItems(problems: readonly PlacedProblem[]): Markup | undefined {
  if (problems.length === 0) return undefined;
  return html`<ul class="problems">${problems.map(({ problem, bodyLine }) => {
    const { severity, message, nearest, advice } = problem;
    const place =
      bodyLine === undefined
        ? undefined
        : html`<a href="#body" data-line="${bodyLine}">正文第 ${bodyLine} 行</a>：`;
    const near = nearest === undefined ? undefined : html`最接近的是：<b>${nearest}</b>。`;
    return html`<li class="${severity}"><b>${severityNames[severity]}</b> ${place}${message}${near}${advice}</li>`;
  })}</ul>`;
}

/** `2 处错误，1 处提示`; what is read out when it changes. */
export function problemCount(problems: readonly PlacedProblem[]): string {
  const counts = Object.entries(severityNames).flatMap(([severity, name]) => {
    const count = problems.filter(({ problem }) => problem.severity === severity).length;
    return count === 0 ? [] : [`${count} 处${name}`];
  });
  return counts.length === 0 ? '没有发现问题' : counts.join('，');
}
