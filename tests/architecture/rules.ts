import { builtinModules } from 'node:module';
import type {
  IForbiddenRuleType,
  IReachabilityForbiddenRuleType,
  IRegularForbiddenRuleType,
} from 'dependency-cruiser';

/** A forbidden import, why it is, and one that it must catch: a rule that catches nothing is no rule. */
export interface ArchitectureRule {
  /** Types are erased before anything runs: what only they reach is not there. */
  readonly atRunTime?: true;
  readonly rule: IForbiddenRuleType & { readonly name: string; readonly comment: string };
  /** A file that breaks the rule: its path and its text. */
  readonly offence: { readonly file: string; readonly text: string };
}

function forbid(
  name: string,
  comment: string,
  rule:
    | Pick<IRegularForbiddenRuleType, 'from' | 'to'>
    | Pick<IReachabilityForbiddenRuleType, 'from' | 'to'>,
  folder: string,
  text: string,
): ArchitectureRule {
  const file = `${folder}/offender-${name}.${text.startsWith('---') ? 'astro' : 'ts'}`;
  return { rule: { name, comment, severity: 'error', ...rule }, offence: { file, text } };
}

function atRunTime(...parts: Parameters<typeof forbid>): ArchitectureRule {
  return { ...forbid(...parts), atRunTime: true };
}

/** The arrows that must never exist (src/README.md). */
export const rules: readonly ArchitectureRule[] = [
  forbid(
    'model-stands-alone',
    'The model is what every room agrees on: if it knew of one of them, or of Node or Astro, the others would come to depend on that one through it.',
    { from: { path: '^src/model/' }, to: { pathNot: ['^src/model/', '/node_modules/zod/'] } },
    'src/model',
    "import { openArchive } from '../archive/open-archive.ts';\nopenArchive('');",
  ),
  forbid(
    'archive-knows-only-the-model',
    'The archive reads content and nothing else, so that check, build and tests can open it without pages.',
    { from: { path: '^src/archive/' }, to: { path: '^src/(?!archive/|model/)' } },
    'src/archive',
    "import { fold } from '../variant/fold.ts';\nfold('');",
  ),
  forbid(
    'archive-goes-one-way',
    'Linking takes what was read, reading what was checked, checking what was rendered; an arrow back would make one room of four.',
    {
      from: { path: '^src/archive/render/' },
      to: { path: '^src/archive/(check|read|link)/' },
    },
    'src/archive/render',
    "import { nearest } from '../check/nearest.ts';\nnearest('', []);",
  ),
  forbid(
    'checking-does-not-read',
    'Linking takes what was read, reading what was checked, checking what was rendered; an arrow back would make one room of four.',
    { from: { path: '^src/archive/check/' }, to: { path: '^src/archive/(read|link)/' } },
    'src/archive/check',
    "import { readText } from '../read/read-text.ts';\nreadText;",
  ),
  forbid(
    'reading-does-not-link',
    'Linking takes what was read, reading what was checked, checking what was rendered; an arrow back would make one room of four.',
    { from: { path: '^src/archive/read/' }, to: { path: '^src/archive/link/' } },
    'src/archive/read',
    "import { groupBy } from '../link/frozen.ts';\ngroupBy;",
  ),
  forbid(
    'a-build-mends-nothing',
    'A build publishes what was typed; repairs are shown to somebody first, who then asks for them.',
    {
      from: { path: '^src/', pathNot: '^src/(archive/mend|editing)/' },
      to: { path: '^src/archive/mend/' },
    },
    'src/archive/read',
    "import { mendReport } from '../mend/mend-report.ts';\nmendReport('');",
  ),
  forbid(
    'importing-writes-what-the-archive-reads',
    'An import makes content and then is done: it knows the reader of content and the model, no page and no build.',
    { from: { path: '^src/importing/' }, to: { path: '^src/(?!importing/|archive/|model/)' } },
    'src/importing',
    "import { readSettings } from '../building/settings.ts';\nreadSettings('');",
  ),
  forbid(
    'nothing-needs-the-import',
    'A site is built from content, wherever that came from: the libraries that read Word files stay out of it.',
    { from: { path: '^src/(?!importing/|editing/)' }, to: { path: '^src/importing/' } },
    'src/archive',
    "import { runImport } from '../importing/run-import.ts';\nrunImport;",
  ),
  forbid(
    'editing-stands-beside-the-site',
    'The editor uses what reads, imports, converts and builds content; what it shows of a page comes from there, so it knows no page and no component.',
    {
      from: { path: '^src/editing/' },
      to: { path: '^src/(?!editing/|archive/|importing/|building/|variant/|model/)' },
    },
    'src/editing',
    "import { homePage } from '../views/home-view.ts';\nhomePage;",
  ),
  forbid(
    'nothing-needs-the-editor',
    'The editor is a program of its own for one person at one machine: nothing of it may come into a site, a build or another command.',
    { from: { path: '^src/(?!editing/)' }, to: { path: '^src/editing/' } },
    'src/building',
    "import { startEditServer } from '../editing/server/edit-server.ts';\nstartEditServer;",
  ),
  forbid(
    'the-editors-browser-half-stands-alone',
    'What the browser loads of the editor may reach the model at most: anything of Node would break it, and the server half holds the token.',
    { from: { path: '^src/editing/browser/' }, to: { pathNot: '^src/(editing/browser|model)/' } },
    'src/editing/browser',
    "import { readFileSync } from 'node:fs';\nreadFileSync('');",
  ),
  forbid(
    'variant-is-pure',
    'Conversion gives the same text for the same text: it depends on tables and the model, on no content and no page.',
    { from: { path: '^src/variant/' }, to: { path: '^src/(?!variant/|model/)' } },
    'src/variant',
    "import { openArchive } from '../archive/open-archive.ts';\nopenArchive('');",
  ),
  forbid(
    'search-knows-text-and-tables',
    'What is indexed and what a query becomes must be the same on both sides, so search depends on no page and no reader of content.',
    { from: { path: '^src/search/' }, to: { path: '^src/(?!search/|variant/|model/)' } },
    'src/search',
    "import { openArchive } from '../archive/open-archive.ts';\nopenArchive('');",
  ),
  forbid(
    'views-are-pure',
    'A page is a function of (view, code): a view that read a file, the environment or the framework could not be made anew alone, or tested without building.',
    { from: { path: '^src/views/' }, to: { pathNot: '^src/(views|model)/' } },
    'src/views',
    "import { readFileSync } from 'node:fs';\nreadFileSync('');",
  ),
  forbid(
    'pages-only-show',
    'A page asks for its view and turns it into HTML; what it took from elsewhere, no view would know of.',
    {
      from: { path: '^src/pages/', pathNot: '^src/pages/_views\\.ts$' },
      to: { path: '^src/(?!pages/|layouts/|components/|views/)' },
    },
    'src/pages',
    "---\nimport { homeAddress } from '../model/address.ts';\nhomeAddress;\n---\n",
  ),
  forbid(
    'one-door-to-the-archive',
    'Astro forces pages to reach a store of the whole process; it is reached in one place.',
    {
      from: {
        path: '^src/(pages|layouts|components|views|client)/',
        pathNot: '^src/pages/_views\\.ts$',
      },
      to: { path: '^src/archive/' },
    },
    'src/pages',
    "---\nimport { currentArchive } from '../archive/current-archive.ts';\nawait currentArchive();\n---\n",
  ),
  forbid(
    'components-know-no-page',
    'Pages put layouts and components together; the other way round nothing could be used twice.',
    {
      from: { path: '^src/components/' },
      to: { path: '^src/(layouts|pages|derive|building|variant|search)/' },
    },
    'src/components',
    "---\nimport PageLayout from '../layouts/PageLayout.astro';\n---\n<PageLayout />",
  ),
  atRunTime(
    'components-know-views-by-type',
    'A component is given its part of a view; one that made a view would show what its page does not know of.',
    { from: { path: '^src/(components|layouts)/' }, to: { path: '^src/views/' } },
    'src/components',
    "---\nimport { homePage } from '../views/home-view.ts';\nhomePage;\n---\n",
  ),
  forbid(
    'layouts-know-no-page',
    'A layout frames any page, so it knows none.',
    {
      from: { path: '^src/layouts/' },
      to: { path: '^src/(pages|derive|building|variant|search)/' },
    },
    'src/layouts',
    "---\nimport Page from '../pages/404.astro';\n---\n<Page />",
  ),
  forbid(
    'pages-come-before-what-is-derived',
    'The Traditional tree is derived from finished pages, the index from the archive; a page that used them would feed an earlier stage from a later one.',
    { from: { path: '^src/pages/' }, to: { path: '^src/(derive|building|variant|search)/' } },
    'src/pages',
    "---\nimport { fold } from '../variant/fold.ts';\nfold('');\n---\n",
  ),
  forbid(
    'client-knows-its-neighbours',
    'What runs in the browser is sent to every reader: only the model and the pure halves of search and variant are small and safe enough.',
    { from: { path: '^src/client/' }, to: { path: '^src/(?!client/|model/|search/|variant/)' } },
    'src/client',
    "import { openArchive } from '../archive/open-archive.ts';\nopenArchive('');",
  ),
  atRunTime(
    'client-stays-in-the-browser',
    'Whatever client code reaches, by whichever way, goes to the reader: of packages that is pinyin-pro, which is loaded when it is asked for, and fflate, which unpacks the search index; the dictionaries weigh 450 KB.',
    {
      from: { path: '^src/client/' },
      to: {
        path: [
          '/node_modules/(?!(?:pinyin-pro|fflate)/)',
          '^src/(?!client/|model/|search/|variant/)',
        ],
        reachable: true,
      },
    },
    'src/client',
    "import '../variant/standard-dictionary.ts';",
  ),
  atRunTime(
    'client-reaches-no-node',
    'A module of Node that client code reaches by any way would break the page in the browser.',
    {
      from: { path: '^src/client/' },
      to: { path: `^(?:node:)?(?:${builtinModules.join('|')})$`, reachable: true },
    },
    'src/client',
    "import '../search/pagefind/index-files.ts';",
  ),
  forbid(
    'derivations-follow-the-pages',
    'What is derived is made from finished HTML and the archive; importing a page or component would render it a second way.',
    { from: { path: '^src/(derive|building)/' }, to: { path: '^src/(pages|layouts|components)/' } },
    'src/derive',
    "import LinkRun from '../components/LinkRun.astro';\nLinkRun;",
  ),
  forbid(
    'derivations-know-no-builder',
    'A step is given all that it needs; one that knew how builds run could not be made anew by itself.',
    { from: { path: '^src/derive/' }, to: { path: '^src/(building|client)/' } },
    'src/derive/twins',
    "import { stage } from '../../building/stage.ts';\nstage('', () => {});",
  ),
  forbid(
    'a-step-is-whole',
    'What one derivation needs of another is what it wrote, so that each can be read, tested and taken out alone.',
    {
      from: { path: '^src/derive/([^/]+)/' },
      to: { path: '^src/derive/[^/]+/', pathNot: '^src/derive/($1|kept)/' },
    },
    'src/derive/twins',
    "import { feeds } from '../feeds/feeds.ts';\nfeeds;",
  ),
  forbid(
    'nothing-asks-the-builder',
    'Settings, locks and stages are for who runs a build; content and pages are the same whoever does.',
    {
      from: {
        path: '^src/(model|archive|views|variant|search|components|layouts|pages|client|derive)/',
      },
      to: { path: '^src/building/' },
    },
    'src/pages',
    "---\nimport { readSettings } from '../building/settings.ts';\nreadSettings('');\n---\n",
  ),
  forbid(
    'a-release-is-made-of-files',
    'A release carries a finished build to its readers: it knows the files and their hashes, not how they came to be, so that any build can be released.',
    {
      from: { path: '^src/release/' },
      to: {
        path: '^src/(?!release/|model/|derive/manifest/|derive/texts/(?:write-zip|zip-format)\\.ts$|building/process-lock)',
      },
    },
    'src/release',
    "import { openArchive } from '../archive/open-archive.ts';\nopenArchive('');",
  ),
  forbid(
    'nothing-waits-for-a-release',
    'A build is whole before anybody publishes it.',
    { from: { path: '^src/(?!release/)' }, to: { path: '^src/release/' } },
    'src/building',
    "import { ReleaseRefused } from '../release/release-refused.ts';\nReleaseRefused;",
  ),
  forbid(
    'source-ships-alone',
    'The site is built from src alone; commands and tests use it, never the reverse.',
    { from: { path: '^src/' }, to: { path: '^(scripts|tests)/' } },
    'src/archive',
    "import { rules } from '../../tests/architecture/rules.ts';\nrules;",
  ),
  forbid(
    'scripts-need-no-tests',
    'A command must work in a checkout whose tests are gone.',
    { from: { path: '^scripts/' }, to: { path: '^tests/' } },
    'scripts',
    "import { rules } from '../tests/architecture/rules.ts';\nrules;",
  ),
  forbid(
    'no-development-dependency',
    'A machine that only builds the site installs no development dependencies.',
    {
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    'src/archive',
    "import { chromium } from 'playwright';\nchromium;",
  ),
  forbid(
    'no-circle',
    'Modules that import each other in a circle can only be understood, and loaded, all at once.',
    { from: {}, to: { circular: true } },
    'src/archive',
    "import './offender-no-circle.ts';",
  ),
  forbid(
    'no-lost-import',
    'An import that leads nowhere fails when the page is opened.',
    {
      from: {},
      to: { couldNotResolve: true, pathNot: ['^(virtual|astro):'] },
    },
    'src/archive',
    "import './there-is-no-such-file.ts';",
  ),
  forbid(
    'no-dead-module',
    'A module that no page, integration or command reaches is not part of the archive.',
    {
      // The browser half of the editor is bundled when it starts, by the name of its file.
      from: { path: '^(src/pages/|astro\\.config|scripts/|src/editing/browser/edit-page\\.ts)' },
      to: {
        path: '^src/',
        pathNot: ['^src/pages/', '^src/editing/browser/edit-page\\.ts$', '\\.d\\.ts$'],
        reachable: false,
      },
    },
    'src/model',
    'export const lonely = true;',
  ),
];
