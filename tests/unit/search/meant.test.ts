import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { openArchive } from '../../../src/archive/open-archive.ts';
import type { Archive } from '../../../src/model/archive.ts';
import { testSite } from '../../sites.ts';
import { asker, meantQueries } from './meant-queries.ts';

describe('What a reader means', () => {
  let ask: Awaited<ReturnType<typeof asker>>;
  before(async () => {
    const { archive } = await openArchive(testSite('county').contentDir);
    ask = await asker(archive as Archive);
  });

  test('is first in nine of ten of the written queries, and among three in all of them', async () => {
    const late: string[] = [];
    const lost: string[] = [];
    const inParts: string[] = [];
    for (const query of meantQueries) {
      const { shown, answer } = await ask(query);
      const place = shown.indexOf(query.meant) + 1;
      if (place !== 1) late.push(`${query.kind} ${query.q}: ${place} of ${shown.length}`);
      if (answer.hits.length === 0) inParts.push(`${query.kind} ${query.q}`);
      if (place === 0 || place > 3) lost.push(late.at(-1) as string);
    }
    if (process.env.SHOW)
      console.log(
        `${meantQueries.length - late.length} of ${meantQueries.length} first\n${late.join('\n')}\nonly in parts:\n${inParts.join('\n')}`,
      );
    assert.ok(meantQueries.length >= 60);
    assert.deepEqual(lost, []);
    assert.ok(late.length <= meantQueries.length * 0.1, late.join('\n'));
    // Strictly: a report that has parts of what was asked for is help, and no answer.
    assert.ok(late.length + inParts.length <= meantQueries.length * 0.1, inParts.join('\n'));
  });
});
