import assert from 'node:assert/strict';
import { test } from 'node:test';
import { facetFiles, facetsName, packNumbers, unpackNumbers } from '../../../src/search/catalog.ts';
import { fc } from '../../property.ts';

test('numbers are read back as they were written, through JSON', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(55_000)), (numbers) => {
      const packed = JSON.parse(JSON.stringify(packNumbers(numbers))) as string;
      assert.deepEqual(unpackNumbers(packed), numbers);
    }),
  );
  assert.throws(() => packNumbers([60_000]));
});

test('the facets of any documents are in the files that are asked for, at most a few for each large one', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40_000), { maxLength: 400 }), (documents) => {
      const files = facetFiles(documents);
      for (const document of documents)
        assert.equal(
          files.filter(([first, inFile]) => document >= first && document < first + inFile).length,
          1,
        );
      assert.equal(new Set(files.map((file) => facetsName(...file))).size, files.length);
      assert.ok(files.length <= 60);
    }),
  );
});
