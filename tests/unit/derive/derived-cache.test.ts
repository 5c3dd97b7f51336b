import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { codeDigest, reachableCode } from '../../../src/derive/kept/code-digest.ts';
import { DerivedCache } from '../../../src/derive/kept/derived-cache.ts';

const home = mkdtempSync(join(tmpdir(), 'derived-cache-'));
after(() => rmSync(home, { recursive: true }));

describe('What a derived cache keeps', () => {
  const folder = join(home, 'kept');
  const target = join(home, 'out/page.html');
  const open = (recipe = 'recipe') => new DerivedCache({ folder, recipe });
  const entry = () => join(folder, readdirSync(folder)[0] ?? '');

  beforeEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    const cache = open();
    await cache.provide(cache.key('input'), target, () => 'made of input');
    rmSync(target);
  });

  test('comes back for the same input and recipe, and for no other', () => {
    const cache = open();
    assert.equal(cache.restore(cache.key('input'), target), true);
    assert.equal(readFileSync(target, 'utf8'), 'made of input');
    assert.equal(cache.restore(cache.key('other input'), target), false);
    assert.equal(cache.restore(cache.key('in', 'put'), target), false);
    const changed = open('other recipe');
    assert.equal(changed.restore(changed.key('input'), target), false);
  });

  test('is made again when it is damaged, truncated or not what it says', async () => {
    const damages: Record<string, (file: string) => void> = {
      'a flipped bit': (file) => writeFileSync(file, 'made of imput'),
      'half a file': (file) => truncateSync(file, 6),
      'an empty file': (file) => truncateSync(file, 0),
      'another hash in the name': (file) => renameSync(file, `${file.slice(0, -4)}0000`),
      'a folder': (file) => {
        rmSync(file);
        mkdirSync(file);
      },
      'a link': (file) => {
        renameSync(file, join(home, 'elsewhere'));
        symlinkSync(join(home, 'elsewhere'), file);
      },
      'a link to nowhere': (file) => {
        rmSync(file);
        symlinkSync(join(home, 'nowhere'), file);
      },
    };
    for (const [damage, inflict] of Object.entries(damages)) {
      inflict(entry());
      const cache = open();
      let made = 0;
      await cache.provide(cache.key('input'), target, () => {
        made += 1;
        return 'made of input';
      });
      assert.equal(made, 1, damage);
      assert.equal(readFileSync(target, 'utf8'), 'made of input', damage);
      cache.sweep();
      assert.equal(readdirSync(folder).length, 1, `nothing is left of ${damage}`);
      assert.ok(open().restore(cache.key('input'), target), `it is kept again after ${damage}`);
      rmSync(folder, { recursive: true });
      const again = open();
      await again.provide(again.key('input'), target, () => 'made of input');
    }
  });

  test('is not taken from an output that somebody edited', () => {
    const cache = open();
    assert.ok(cache.restore(cache.key('input'), target));
    writeFileSync(target, 'edited');
    assert.equal(open().restore(cache.key('input'), join(home, 'out/again.html')), false);
  });

  test('goes when a build did not use it, with whatever else lies there', () => {
    writeFileSync(join(folder, 'notes.txt'), 'not ours');
    mkdirSync(join(folder, 'a folder'));
    const cache = open();
    cache.restore(cache.key('input'), target);
    cache.sweep();
    assert.equal(readdirSync(folder).length, 1);
    open().sweep([cache.key('input')]);
    assert.equal(readdirSync(folder).length, 1, 'another thread used it');
    open().sweep();
    assert.deepEqual(readdirSync(folder), []);
  });
});

describe('The digest of deriving code', () => {
  const root = join(home, 'checkout');
  const lock = (change: (packages: Record<string, object>) => void = () => {}) => {
    const packages = {
      'node_modules/painter': { version: '1.0.0', integrity: 'a', dependencies: { ink: '1' } },
      'node_modules/ink': { version: '1.0.0', integrity: 'b' },
      'node_modules/painter/node_modules/ink': { version: '2.0.0', integrity: 'c' },
      'node_modules/stranger': { version: '1.0.0', integrity: 'd' },
    };
    change(packages);
    return JSON.stringify({ packages });
  };
  const files: Readonly<Record<string, string>> = {
    'package-lock.json': lock(),
    'src/derive/x/x.ts':
      "import { a } from './a.ts';\nconst data = new URL('./data.json', import.meta.url);\nawait import('./late.ts');",
    'src/derive/x/a.ts': "import painter from 'painter/brush';\nexport * from '../../model/b.ts';",
    'src/derive/x/late.ts': "import './thread.ts';",
    'src/derive/x/thread.ts': '',
    'src/derive/x/data.json': '{}',
    'src/model/b.ts': "import { a } from '../derive/x/a.ts';",
    'src/model/unrelated.ts': "import 'stranger';",
  };
  const write = (changes: Readonly<Record<string, string>> = {}) => {
    for (const [path, text] of Object.entries({ ...files, ...changes })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return codeDigest(pathToFileURL(join(root, 'src/derive/x/x.ts')), root);
  };

  test('changes with every file that the module reaches, and with no other', () => {
    const before = write();
    assert.equal(write(), before);
    for (const path of Object.keys(files)) {
      if (path.endsWith('.json')) continue;
      const changed = write({ [path]: `${files[path]}\n// changed` });
      if (path.endsWith('unrelated.ts')) assert.equal(changed, before, path);
      else assert.notEqual(changed, before, path);
    }
    assert.notEqual(write({ 'src/derive/x/data.json': '{"a":1}' }), before);
  });

  test('changes with every package that the code uses, and with no other', () => {
    const before = write();
    for (const [name, isUsed] of [
      ['node_modules/painter', true],
      ['node_modules/painter/node_modules/ink', true],
      ['node_modules/ink', false],
      ['node_modules/stranger', false],
    ] as const) {
      for (const field of ['version', 'integrity']) {
        const changed = write({
          'package-lock.json': lock((packages) => {
            Object.assign(packages[name] ?? {}, { [field]: 'other' });
          }),
        });
        assert.equal(changed !== before, isUsed, `${name} ${field}`);
      }
    }
  });

  test('of each derivation reaches the code and the packages that it is known to use', () => {
    const project = join(import.meta.dirname, '../../..');
    const reached = (module: string) =>
      reachableCode(pathToFileURL(join(project, module)), join(project, 'package-lock.json'));
    const twins = reached('src/derive/twins/twin-writer.ts');
    for (const file of [
      'variant/convert-page.ts',
      'variant/surname-rules.ts',
      'model/address.ts',
    ]) {
      assert.ok(twins.files.includes(join(project, 'src', file)), file);
    }
    for (const name of ['opencc-js', 'htmlparser2', 'entities']) {
      assert.ok(
        twins.packages.some((one) => one.includes(`node_modules/${name} `)),
        name,
      );
    }
  });
});
