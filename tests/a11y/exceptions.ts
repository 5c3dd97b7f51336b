import type { Finding } from './engines.ts';

/** A finding that is not mended, because the rule is wrong about this place. */
export interface Exception {
  readonly engine: Finding['engine'];
  readonly rule: string;
  /** The page type it is found on; `*` for every one. */
  readonly page: string;
  /** Part of the element, as the finding names it. */
  readonly element: string;
  readonly reason: string;
  /** Where it can be read that the rule is wrong about it. */
  readonly source: string;
}

export const exceptions: readonly Exception[] = [
  {
    engine: 'IBM',
    rule: 'element_attribute_deprecated',
    page: '*',
    element: `<meta content="default-src 'none'`,
    reason: 'http-equiv is no deprecated attribute, and this is one of the states it may have.',
    source: 'HTML Standard, 4.2.5.3 Pragma directives: Content security policy',
  },
  ...['report with tables', 'report with raw HTML', 'coverage'].map((page) => ({
    engine: 'IBM' as const,
    rule: 'element_tabbable_role_valid',
    page,
    element: page === 'coverage' ? 'class="coverage"' : 'tabindex="0" role=',
    reason:
      'A table wider than the window scrolls in a box, which a keyboard must be able to reach to scroll it.',
    source:
      'WCAG 2.1.1; ACT rule 0ssw9k “Scrollable content can be reached with sequential focus navigation”',
  })),
];

/** Takes the excepted findings away; an exception of this page that matches none is a fault itself. */
export function withoutExceptions<F extends Finding>(found: readonly F[], page: string): F[] {
  const own = exceptions.filter((exception) => exception.page === page || exception.page === '*');
  const matches = (exception: Exception, finding: Finding) =>
    exception.engine === finding.engine &&
    exception.rule === finding.rule &&
    finding.element.includes(exception.element);
  for (const exception of own) {
    if (!found.some((finding) => matches(exception, finding))) {
      throw new Error(`${exception.rule} on ${page} is no longer found: take its exception away`);
    }
  }
  return found.filter((finding) => !own.some((exception) => matches(exception, finding)));
}
