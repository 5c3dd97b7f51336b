import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addressVectors, nameVectors } from '../hostile/vectors/addresses.ts';
import { markupVectors } from '../hostile/vectors/markup.ts';
import { textVectors } from '../hostile/vectors/texts.ts';
import { baseContent } from './base-content.ts';
import { Dice } from './dice.ts';

/** A content in the making: files by their paths, and what stands there that is no file. */
interface Making {
  readonly files: Map<string, Buffer>;
  readonly others: Map<string, (path: string) => void>;
}

/** Inputs stay below this; larger ones are refused by their size alone. */
const most = 4_500_000;

/**
 * Writes the base content with one to five mutations by a seed, and says which. The same seed writes the same.
 */
export function writeMutated(folder: string, seed: number): readonly string[] {
  const dice = new Dice(seed);
  const making: Making = {
    files: new Map(Object.entries(baseContent).map(([path, bytes]) => [path, Buffer.from(bytes)])),
    others: new Map(),
  };
  const told: string[] = [];
  for (let left = dice.upTo(5) + 1; left > 0; left -= 1) {
    told.push(dice.one(mutations)(making, dice));
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [path, bytes] of making.files) {
    // A name that is too long, or a file where a folder is: the disk refuses what the mutation asks.
    tryTo(() => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    });
  }
  for (const [path, make] of making.others) {
    tryTo(() => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      if (!existsSync(join(folder, path))) make(join(folder, path));
    });
  }
  return told;
}

function tryTo(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

type Mutation = (making: Making, dice: Dice) => string;

const texts = /\.(md|mdx|yaml)$/;

function pick({ files }: Making, dice: Dice, wanted = /./): string {
  const paths = [...files.keys()].filter((path) => wanted.test(path));
  return paths.length === 0 ? 'reports/2023/new.md' : dice.one(paths);
}

function change(making: Making, path: string, by: (text: string) => string): void {
  const text = by((making.files.get(path) ?? Buffer.alloc(0)).toString('utf8'));
  making.files.set(path, Buffer.from(text).subarray(0, most));
}

/** What YAML has beside plain words. */
const values = [
  ...['', '~', 'null', 'true', '0', '-1', '1e999', '.nan', '0x10', '0o7', '2023-02-30', '12:30:45'],
  ...[
    '[]',
    '{}',
    '[[]]',
    '{a: 1}',
    '[a, [b, {c: d}]]',
    '!!binary aGk=',
    '!!set {a}',
    '!x y',
    '&a x',
  ],
  ...[
    '*a',
    '<<: *a',
    '"\\u0000"',
    '"\\U0001F600"',
    '"\\ud800"',
    "''",
    '""',
    '" "',
    '|\n    x',
    '>-\n    x',
  ],
  ...[
    '? x',
    '- x',
    '# x',
    '%x',
    '@x',
    '`x',
    '9007199254740993',
    '"__proto__"',
    'constructor',
    '{__proto__: 1}',
  ],
  ...[
    '/../',
    '..',
    '//',
    '2021/98/98',
    '2021',
    '2021/',
    '99999',
    '1948',
    '2024-03-20T25:61',
    'YES',
    'No',
  ],
];

/** What Markdown, HTML and MDX are made of; opened many times, closed never. */
const pieces = [
  ...[
    '> ',
    '- ',
    '1. ',
    '    ',
    '\t',
    '# ',
    '###### ',
    '**',
    '*',
    '_',
    '~~',
    '`',
    '```\n',
    '[',
    '![',
    '](',
    '](',
  ],
  ...[
    '[^1]',
    '[^1]: ',
    '[a]: b\n',
    '|',
    '|-|\n',
    '| a | b |\n|---|---|\n',
    '\\',
    '&nbsp;',
    '&',
    '&#',
    '&#x200b;',
  ],
  ...[
    '<',
    '</',
    '<b>',
    '</b>',
    '<p>',
    '<div>\n\n',
    '<table><tr><td>',
    '<a href=x>',
    '<ruby><rt>',
    '<svg>',
    '<!--',
  ],
  ...[
    '-->',
    '<![CDATA[',
    '<?',
    '<img src=map.png alt=a>',
    '<span data-traditional="覆">',
    '<details><summary>',
  ],
  ...[
    '{',
    '}',
    '{/*',
    '<X',
    '<X.Y>',
    '<>',
    '</>',
    'import x\n',
    'export x\n',
    '<AccessibilityCoverage />\n\n',
  ],
  ...[
    '---\n',
    '***\n',
    '===\n',
    '\n',
    '\n\n',
    ' ',
    '甲',
    '𠮷',
    'e\u0301',
    '\u2028',
    '\ufeff',
    '\u0000',
    '\r',
    '👨‍👩‍👧',
  ],
  ...[
    'https://good.example/',
    'www.a.example ',
    'a@b.example ',
    '[x][y]',
    '![x](map.png)\n\n',
    '甲** ',
    '"',
    "'",
  ],
];

const mutations: readonly Mutation[] = [
  function flipBytes(making, dice) {
    const path = pick(making, dice);
    const bytes = Buffer.from(making.files.get(path) ?? []);
    for (let left = dice.upTo(8) + 1; left > 0 && bytes.length > 0; left -= 1) {
      bytes[dice.upTo(bytes.length)] = dice.upTo(256);
    }
    making.files.set(path, bytes);
    return `bytes of ${path}`;
  },
  function cutBytes(making, dice) {
    const path = pick(making, dice);
    const bytes = making.files.get(path) ?? Buffer.alloc(0);
    const at = dice.upTo(bytes.length + 1);
    const end = dice.chance(2) ? bytes.length : at + dice.upTo(40);
    making.files.set(path, Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]));
    return `cut ${path}`;
  },
  function spliceFiles(making, dice) {
    const [path, other] = [pick(making, dice), pick(making, dice)];
    const [bytes, more] = [path, other].map((one) => making.files.get(one) ?? Buffer.alloc(0));
    const at = dice.upTo((bytes?.length ?? 0) + 1);
    making.files.set(
      path,
      Buffer.concat([
        bytes?.subarray(0, at) ?? Buffer.alloc(0),
        more?.subarray(dice.upTo(more.length + 1)) ?? Buffer.alloc(0),
      ]),
    );
    return `${other} into ${path}`;
  },
  function yamlValue(making, dice) {
    const path = pick(making, dice, texts);
    const value = dice.chance(3) ? JSON.stringify(dice.one(textVectors)) : dice.one(values);
    const address = JSON.stringify(dice.one(addressVectors));
    change(making, path, (text) => {
      const lines = text.split('\n');
      const keyed = lines.flatMap((line, index) => (/^[\s-]*[a-zA-Z]+:/.test(line) ? [index] : []));
      if (keyed.length === 0) return text;
      const at = dice.one(keyed);
      const line = lines[at] ?? '';
      lines[at] = line.replace(/:.*/s, () => `: ${/url/.test(line) ? address : value}`);
      return lines.join('\n');
    });
    return `value in ${path}`;
  },
  function yamlNodes(making, dice) {
    const path = pick(making, dice, texts);
    change(making, path, (text) => {
      const lines = text.split('\n');
      const at = dice.upTo(lines.length);
      const line = lines[at] ?? '';
      const forms: readonly (readonly string[])[] = [
        [],
        [line, line],
        [`  ${line}`],
        [line.replace(/^\s+/, '')],
        [`\t${line}`],
        [line, '---'],
        [line, '...'],
        [line, 'unknown: x'],
        [line, '__proto__: { title: x }'],
        [line, `title: ${'['.repeat(dice.upTo(3000))}`],
        [line, `  - ${'x'.repeat(dice.upTo(2_000_000))}`],
        [line.replace(/:\s*/, ' :')],
        [line, ...lines.slice(0, at)],
      ];
      lines.splice(at, 1, ...dice.one(forms));
      return lines.join('\n');
    });
    return `nodes of ${path}`;
  },
  function grammar(making, dice) {
    const path = pick(making, dice, /\.(md|mdx)$/);
    let piece = '';
    for (let left = dice.upTo(5) + 1; left > 0; left -= 1) piece += dice.one(pieces);
    const times = 10 ** dice.upTo(6);
    const length = Math.min(times, Math.floor(2_000_000 / piece.length));
    change(making, path, (text) => {
      const at = text.indexOf('\n', dice.upTo(text.length + 1)) + 1;
      return text.slice(0, at) + piece.repeat(Math.max(1, length)) + text.slice(at);
    });
    return `${JSON.stringify(piece)} × ${length} in ${path}`;
  },
  function vectors(making, dice) {
    const path = pick(making, dice, /\.(md|mdx)$/);
    const vector = dice.one(markupVectors);
    change(making, path, (text) => {
      const at = dice.upTo(text.length + 1);
      return dice.chance(2)
        ? `${text}\n\n${vector}\n`
        : text.slice(0, at) + vector + text.slice(at);
    });
    return `vector in ${path}`;
  },
  function names(making, dice) {
    const path = pick(making, dice);
    const bytes = making.files.get(path) ?? Buffer.alloc(0);
    const folder = dirname(path);
    const name = path.slice(folder === '.' ? 0 : folder.length + 1);
    const to = dice.one([
      ...nameVectors.map((vector) => join(folder, vector)),
      join(folder, name.toUpperCase()),
      join(folder, name.replace(/\.[^.]*$/, '.Jpg')),
      join(folder, `${'长'.repeat(80)}${name.replace(/^.*\./, '.')}`),
      join(folder, `${'a'.repeat(240)}.md`),
      join(folder, name.normalize('NFD')),
      join(folder, 'é.pdf'.normalize('NFD')),
      join(folder, 'é.pdf'.normalize('NFC')),
      join(folder, 'node_modules', name),
      join(folder, 'index.html', name),
      join(folder, '.hidden', name),
      `reports/0000/${name}`,
      `reports/2023/${'d/'.repeat(60)}${name}`,
      `reports/2023.md/${name}`,
      `pages/index.mdx`,
      `pages/search.mdx`,
      `pages/zh-hant.mdx`,
      `pages/help.mdx`,
      `indicators/a.yaml`,
      name,
    ]);
    if (dice.chance(2)) making.files.delete(path);
    making.files.set(to, bytes);
    return `${path} as ${JSON.stringify(to.slice(0, 60))}`;
  },
  function listed(making, dice) {
    const name = dice.one(nameVectors);
    making.files.set(`reports/2023/annual/${name}`, Buffer.from('%PDF-1.4'));
    change(making, 'reports/2023/annual.md', (text) =>
      text.replace('annual/表.pdf\n', () => `${JSON.stringify(`annual/${name}`)}\n`),
    );
    return `attachment ${JSON.stringify(name)}`;
  },
  function gone(making, dice) {
    const path = pick(making, dice);
    making.files.delete(path);
    return `no ${path}`;
  },
  function kinds(making, dice) {
    const path = dice.chance(3)
      ? dice.one(['reports/2023/x.pdf', '.hidden', 'pages/x.png', 'reports/x', 'reports/2023/x.md'])
      : pick(making, dice);
    const [kind, make] = dice.one(specialKinds);
    making.files.delete(path);
    making.others.set(path, make);
    return `${kind} at ${path}`;
  },
];

const specialKinds: readonly (readonly [string, (path: string) => void])[] = [
  ['a pipe', (path) => execFileSync('mkfifo', [path])],
  ['a folder', (path) => mkdirSync(path)],
  ['a link to itself', (path) => symlinkSync(path, path)],
  ['a link to its folder', (path) => symlinkSync('.', path)],
  ['a link to the folder above', (path) => symlinkSync('..', path)],
  ['a link to nothing', (path) => symlinkSync('nothing', path)],
  ['a link outside', (path) => symlinkSync('/etc/hostname', path)],
  ['a link to a device', (path) => symlinkSync('/dev/zero', path)],
  ['a link to a report', (path) => symlinkSync('annual.md', path)],
  [
    'three gigabytes of nothing',
    (path) => {
      writeFileSync(path, '');
      truncateSync(path, 3_000_000_000);
    },
  ],
  [
    'thirty megabytes of nothing',
    (path) => {
      writeFileSync(path, '');
      truncateSync(path, 30_000_000);
    },
  ],
];
