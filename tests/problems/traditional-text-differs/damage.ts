import type { Damage } from '../../unit/archive/damaged-pages.ts';

/** A walker that eats a character. */
export default {
  traditional: (html) => html.replace('請予審議', '請予議'),
} satisfies Damage;
