import type { MiddlewareHandler } from 'astro';
import { announcePage } from '../archive/current-archive.ts';

/** Says of each page of a build that Astro has begun it: what follows need not wait for the last one. */
export const onRequest: MiddlewareHandler = (context, next) => {
  announcePage(context.url.pathname);
  return next();
};
