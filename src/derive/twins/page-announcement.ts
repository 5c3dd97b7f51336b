import type { MiddlewareHandler } from 'astro';
import { processStore } from '../../archive/process-store.ts';

/** Says of each page of a build that Astro has begun it: what follows need not wait for the last one. */
export const onRequest: MiddlewareHandler = (context, next) => {
  processStore().onPage?.(context.url.pathname);
  return next();
};
