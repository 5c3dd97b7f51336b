/** One check of `npm test`: a command that exits with 0 when everything holds. */
export interface Step {
  /** What holds when it passes, as a sentence. */
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Needs a browser and a Chinese font; `CHROMIUM_PATH` names the browser. */
  readonly browser?: true;
  /** Wants a Firefox; `FIREFOX_PATH` names it. Without one it says `skipped: …` and passes. */
  readonly firefox?: true;
  /** Left out of `npm run test:quick`. */
  readonly slow?: true;
  /** Names of steps whose output it looks at; it begins when they have passed. */
  readonly after?: readonly string[];
  /** Uses every core by itself: nothing runs beside it. */
  readonly alone?: true;
}

const node = process.execPath;
const builds = [
  'The real content builds',
  'The fictional county builds',
  'The county builds under a path prefix',
] as const;

const hostile = ['Every attack in every field is refused with a code or builds'] as const;

/**
 * Every check, in the order in which it begins; each room adds its own here. Two run side by side, but for
 * those that stand alone.
 */
export const steps: readonly Step[] = [
  {
    name: 'The lock file can be installed anywhere',
    command: [node, 'tests/lint/lock-file.ts'],
  },
  {
    name: 'TypeScript, CSS and JSON are formatted and linted',
    command: [
      'biome',
      'ci',
      '--config-path=tests/lint',
      '--error-on-warnings',
      '--colors=off',
      '.',
    ],
  },
  {
    name: 'Astro files are formatted',
    command: ['prettier', '--config=tests/lint/prettier.json', '--check', 'src/**/*.astro'],
  },
  {
    name: 'Files are named and placed as the plan of the house says',
    command: [node, 'tests/architecture/layout.ts'],
  },
  {
    name: 'Imports run only along the arrows',
    command: [node, 'tests/architecture/imports.ts'],
  },
  {
    name: 'Types hold',
    command: ['astro', 'check', '--minimumFailingSeverity', 'warning'],
  },
  {
    name: 'Units do what their tests say, and every problem is found where its folder has it',
    command: [node, '--test', 'tests/unit/**/*.test.ts'],
  },
  {
    name: 'Properties hold with every seed that once broke one',
    command: [node, 'tests/fuzz.ts', '--replay'],
  },
  {
    name: 'Mutated contents are refused with a code, a file and a line, or build; nothing hangs',
    command: [node, 'tests/fuzzing/contents.ts', '--seed=20261126', '--count=60', '--builds=1'],
    slow: true,
  },
  {
    name: hostile[0],
    command: [node, 'tests/hostile/build.ts'],
    slow: true,
  },
  {
    name: 'Of hostile content nothing but what is allowed is in any output, in either script',
    command: [node, '--test', 'tests/hostile/output.test.ts'],
    after: hostile,
    slow: true,
  },
  {
    name: 'Of hostile content nothing runs, asks or leads elsewhere in Chromium, with a policy or without',
    command: ['playwright', 'test', '--config=tests/hostile/playwright.config.ts'],
    after: hostile,
    browser: true,
    slow: true,
  },
  {
    name: 'Of hostile content nothing runs, asks or leads elsewhere in Firefox (where there is one)',
    command: [node, 'tests/hostile/firefox.ts'],
    after: hostile,
    firefox: true,
    slow: true,
  },
  {
    name: builds[0],
    command: [node, 'tests/build.ts', 'real'],
  },
  {
    name: builds[1],
    command: [node, 'tests/build.ts', 'county'],
  },
  {
    name: builds[2],
    command: [node, 'tests/build.ts', 'prefix'],
    slow: true,
  },
  {
    name: 'The outputs are whole, valid, small and the same when built again',
    command: [node, '--test', 'tests/output/*.test.ts', 'tests/budgets/*.test.ts'],
    after: builds,
    slow: true,
  },
  {
    name: 'The Nu checker finds nothing in any page (where there is Java)',
    command: [node, 'tests/a11y/nu.ts'],
    after: builds,
    slow: true,
  },
  {
    name: 'Elder mode, reading tools, keyboard and search work in Firefox (where there is one)',
    command: [node, 'tests/a11y/firefox.ts'],
    after: builds,
    firefox: true,
    slow: true,
  },
  {
    name: 'Readers get where they want to go, and every page stands every mode, measure, keyboard and old browser',
    command: ['playwright', 'test', '--config=tests/playwright.config.ts'],
    after: builds,
    alone: true,
    browser: true,
    slow: true,
  },
];
