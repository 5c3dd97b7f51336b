import type { Damage } from '../../unit/archive/damaged-pages.ts';

/** A component that drops a cell, a signature that an end tag swallows, a number shown as another. */
export default {
  simplified: (html) =>
    html
      .replace(/<td[^>]*>17<\/td>/, '')
      .replace('请予审议', '请审议')
      .replace('云政〔2024〕3号', '云政〔2024〕8号'),
} satisfies Damage;
