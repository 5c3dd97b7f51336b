import { part } from './page-parts.ts';
import { Retry } from './retry.ts';

/** What a reader may press when files could not be had. */
export interface RetryOffer {
  /** Whether something is missing that may yet be had. */
  stands(): boolean;
  /** Offers to try again, which also happens by itself. */
  offer(again: () => void): void;
  /** Offers to open the page anew: nothing else helps. */
  offerToReopen(): void;
  /** Tries again. */
  now(): void;
  /** It is not tried by itself any more. */
  hold(): void;
  /** Nothing is missing any more, or something else is wanted. */
  settle(): void;
}

export function retryOffer(page: Element): RetryOffer {
  let again: () => void;
  const retry = new Retry(() => again());
  const settle = () => {
    retry.end();
    // Who pressed it goes on reading from what it led to.
    if (part(page, 'retry') === document.activeElement) part(page, 'status').focus();
    for (const name of ['retry', 'reopen', 'more-failed']) part(page, name).hidden = true;
  };
  return {
    stands: () => !part(page, 'retry').hidden,
    offer(wanted) {
      again = wanted;
      part(page, 'retry').hidden = false;
      retry.later();
    },
    offerToReopen() {
      settle();
      part(page, 'reopen').hidden = false;
    },
    now: () => retry.now(),
    hold: () => retry.end(),
    settle,
  };
}
