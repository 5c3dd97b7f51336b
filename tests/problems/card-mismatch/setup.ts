import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { withPngText } from '../../../src/model/png-text.ts';
import { cardFiles, cardRecord, cardSize } from '../../../src/model/share-card.ts';

/** Cards that were drawn before the site took another name. */
export default async (contentDir: string) => {
  const png = await sharp({ create: { ...cardSize, channels: 3, background: 'white' } })
    .png()
    .toBuffer();
  const record = cardRecord({ heading: '', title: '云溪县依法行政档案（虚构）', foot: '网络检索指标' });
  for (const file of Object.values(cardFiles)) {
    writeFileSync(join(contentDir, file), withPngText(png, record));
  }
};
