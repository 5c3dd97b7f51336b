import { type Edition, type Indicator, indicatorKey } from '../../model/indicator.ts';
import { html, type Markup } from './markup.ts';

/** The tree of every edition, to choose indicators from; what is chosen and in no tree stands before it. */
export function indicatorChoice(editions: readonly Edition[], chosen: readonly string[]): Markup {
  const titles = new Map(
    editions
      .flatMap(({ indicators }) => indicators.flatMap(allBelow))
      .map((one) => [indicatorKey(one) as string, one.title]),
  );
  const strange = chosen.filter((key) => !titles.has(key));
  return html`
${
  chosen.length === 0
    ? undefined
    : html`<ul class="reports">${chosen.map(
        (key) => html`<li><b>${key}</b> ${titles.get(key) ?? '指标表里没有这一项'}</li>`,
      )}</ul>`
}
${
  chosen.length < 2
    ? undefined
    : html`<p><label for="first-indicators">决定导航路径的指标</label> <select id="first-indicators" name="first.indicators">${chosen.map(
        (key) => html`<option>${key}</option>`,
      )}</select></p>`
}
${chosen.map((key) => html`<input type="hidden" name="order.indicators" value="${key}">`)}
${strange.map((key) => box(key, `指标表里没有 ${key}`, true))}
${editions.map(
  ({ title, indicators }, index) =>
    html`<details${
      index === 0 && chosen.length === 0 ? html` open` : undefined
    }><summary>${chosen.length === 0 ? '' : '更改：'}${title}</summary>${tree(indicators, chosen)}</details>`,
)}`;
}

function allBelow(indicator: Indicator): Indicator[] {
  return [indicator, ...indicator.children.flatMap(allBelow)];
}

function keysBelow(indicator: Indicator): string[] {
  return allBelow(indicator).map(indicatorKey);
}

function tree(indicators: readonly Indicator[], chosen: readonly string[]): Markup {
  return html`<ul class="tree">${indicators.map((indicator) => {
    const key = indicatorKey(indicator);
    const below =
      indicator.children.length === 0
        ? undefined
        : keysBelow(indicator).length > 12
          ? html`<details${
              keysBelow(indicator).some((one) => one !== key && chosen.includes(one))
                ? html` open`
                : undefined
            }><summary>${indicator.title} 的下级</summary>${tree(indicator.children, chosen)}</details>`
          : tree(indicator.children, chosen);
    return html`<li>${box(key, indicator.title, chosen.includes(key))}${below}</li>`;
  })}</ul>`;
}

function box(key: string, title: string, isChosen: boolean): Markup {
  return html`<label class="choice"><input type="checkbox" name="f.indicators" value="${key}"${
    isChosen ? html` checked` : undefined
  }> <span>${title}</span></label>`;
}
