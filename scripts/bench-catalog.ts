/**
 * Measures what catalog and suggestions load at any size, without texts: the lengths, years, issuers and
 * indicators are drawn, the titles put together; all of it is synthetic. What a document is of is drawn without
 * regard to its neighbours, which no packing can make smaller; of a real archive less is loaded.
 *
 *   node scripts/bench-catalog.ts [--documents 40000] [--seed 1] [--archive even|county] [--issuers 60]
 *
 * In an even archive all issuers and indicators have as much, and the indicators stand in one level. In that of a
 * county they have very unequal parts, and 100 indicators stand in three levels. Each report is filed under one to three.
 */
import { parseArgs } from 'node:util';
import type { IndicatorKey } from '../src/model/indicator.ts';
import {
  catalogName,
  documentGrain,
  type NamesDirectory,
  namesName,
  namesPartName,
  type PackedCatalog,
  paragraphGrain,
  titleGrain,
  unpackSteps,
} from '../src/search/catalog.ts';
import {
  type FacetColumn,
  type FacetNames,
  facetFiles,
  facetNamesName,
  facetsName,
  isLittle,
  listsFileOf,
  listsName,
  listsUnder,
  type ValueLists,
} from '../src/search/facets.ts';
import { CatalogColumns } from '../src/search/indexing/catalog-columns.ts';
import { nameFiles } from '../src/search/indexing/name-files.ts';
import { bestGram } from '../src/search/name-grams.ts';
import { normalizeText } from '../src/search/normalize.ts';
import { packSmall, seal } from '../src/search/packed/pack.ts';
import { seededRandom } from './seeded-random.ts';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '40000' },
    seed: { type: 'string', default: '1' },
    archive: { type: 'string', default: 'even' },
    issuers: { type: 'string', default: '60' },
  },
});
const documents = Number(values.documents);
const random = seededRandom(Number(values.seed));
const isCounty = values.archive === 'county';
const issuers = Number(values.issuers);
const indicators = isCounty ? 100 : 120;
/** Rows of the filters on one screen of 800 px: a row is 50 px high, or more. */
const rowsOnScreen = 16;
const subjects = '水利,教育,公安,司法,财政,交通,卫健,民政,农业,住建,审计,统计,城管,林业,商务'.split(
  ',',
);
const matters =
  '法治政府建设,行政执法监督,行政复议应诉,政务公开,优化营商环境,规范性文件管理,普法宣传,依法决策'.split(
    ',',
  );
const forms = '年度报告,工作总结,情况通报,实施意见,自查报告,工作要点'.split(',');

const pick = <Item>(items: readonly Item[]) => items[random.below(items.length)] as Item;
/** The first has so many times as much as the second as the county's archive has it. */
function drawer(count: number, fall: number): () => number {
  let sum = 0;
  const ends = Array.from({ length: count }, (_, i) => {
    sum += 1 / (i + 1) ** fall;
    return sum;
  });
  return () => {
    const drawn = (random.below(1e6) / 1e6) * sum;
    return ends.filter((end) => end <= drawn).length;
  };
}
const drawIssuer = drawer(issuers, isCounty ? 0.9 : 0);
const drawIndicator = drawer(indicators, isCounty ? 0.5 : 0);
/** Frequent ones stand among rare ones. */
const strewn = (drawn: number, count: number) => (drawn * 37) % count;
/** Nine of the first level, 33 of the second. */
const codes = Array.from({ length: indicators }, (_, i) => {
  if (!isCounty) return `${i}`;
  const second = Math.floor(i / 3.1);
  return `${Math.floor(second / 3.7)}.${second}.${i}`;
});
const indicatorOf = (code: string): object => {
  const above = code.lastIndexOf('.');
  const ancestors = above < 0 ? [] : [indicatorOf(code.slice(0, above))];
  return { edition: '2021', code, title: '', ancestors };
};
const shownIndicators = [
  ...new Set(
    codes.flatMap((code) => code.split('.').map((_, i, all) => all.slice(0, i + 1).join('.'))),
  ),
].map((code) => `2021/${code}` as IndicatorKey);
const shownIssuers = Array.from({ length: issuers }, (_, i) => `issuer-${i}`);
const places = Array.from({ length: 60 }, (_, i) =>
  String.fromCharCode(...[0, 1].map((part) => 0x4e00 + ((i * 97 + part * 1009) % 4000))),
);
/** About as the corpora are: the median 5,500 symbols, a few ten times that. */
function symbols(): number {
  const bell =
    Array.from({ length: 12 }, () => random.below(1000) / 1000).reduce((a, b) => a + b) - 6;
  return Math.round(5500 * Math.exp(bell * 0.6));
}
const round = (value: number, grain: number) => Math.ceil(value / grain) * grain;

const columns = new CatalogColumns({ issuers: shownIssuers, indicators: shownIndicators });
const titles: [string, number, string][] = [];
for (let document = 0; document < documents; document++) {
  const year = 2025 - Math.floor((document * 20) / documents);
  const title = `${pick(places)}县${pick(subjects)}局关于${year}年${pick(matters)}的${pick(forms)}之${document}`;
  const slug = `report-${year}-${document}`;
  const headings = round(normalizeText(title).length + 1, titleGrain);
  const paragraphs = round(headings + 40 + random.below(400), paragraphGrain);
  const filed = Array.from(
    { length: 1 + random.below(3) },
    () => codes[strewn(drawIndicator(), indicators)] as string,
  );
  columns.add(
    {
      year,
      slug,
      issuer: { id: `issuer-${strewn(drawIssuer(), issuers)}` },
      indicators: filed.map(indicatorOf) as never,
    },
    {
      title: normalizeText(title).length + 1,
      headings,
      paragraphs,
      length: round(paragraphs + symbols(), documentGrain),
    },
  );
  titles.push([title, year, slug]);
}

const sizes = new Map<string, number>();
const contents = new Map<string, object>();
const keep = async (files: Iterable<[string, object]>) => {
  for (const [name, content] of files) {
    contents.set(name, content);
    sizes.set(name, seal(packSmall(Buffer.from(JSON.stringify(content))), name).length);
  }
};
await keep(columns.files(Array.from({ length: 20 }, (_, i) => 180 + i * 40)));
await keep(
  nameFiles('zh-Hans', {
    reports: titles,
    indicators: Array.from({ length: indicators }, (_, i) => [
      `2021/${i}` as IndicatorKey,
      `${pick(matters)}落实情况第${i}项`,
    ]),
    issuers: places.map((place, i) => [`issuer-${i}`, `${place}县人民政府`]),
    words: { suggestions: '', report: '', indicator: '', issuer: '' },
  }),
);

const kinds = new Map<string, number[]>();
for (const [name, size] of sizes) {
  const kind = name.replace(/\.\d+$/, '.N');
  kinds.set(kind, [...(kinds.get(kind) ?? []), size]);
}
console.log(`${documents} documents, synthetic`);
for (const [kind, all] of kinds) {
  all.sort((a, b) => a - b);
  const sum = all.reduce((a, b) => a + b, 0);
  console.log(
    `  ${kind}: ${all.length} files, ${all[all.length >> 1]} bytes median, ${all.at(-1)} at most, ${sum} in all`,
  );
}
console.log(
  `  every search: ${sizeOf([catalogName])} bytes of catalog, without titles and issuers asked for`,
);
for (const [hits, when] of [
  [1, 'answered'],
  [10, 'answered'],
  [20, 'answered'],
  [26, 'seen'],
] as const) {
  const all = Array.from({ length: 40 }, () => {
    const found = Array.from({ length: hits }, () => random.below(documents));
    if (!isLittle(facetFiles(found), when)) return 0;
    const load = (column: FacetColumn) =>
      facetFiles(found).map((file) => facetsName(column, ...file));
    return sizeOf([facetNamesName, ...load('issuer'), ...load('indicator')]);
  }).sort((a, b) => a - b);
  const late = when === 'seen' ? 'when some value is seen' : 'with the answer';
  console.log(
    `  ${hits} hits anywhere: ${all[20]} bytes of all counts ${late} (median; ${all.at(-1)} at most)`,
  );
}
// Of more hits, what is loaded are lists: those of the values that are on the screen.
const { issuerIds, issuerFiles } = contents.get(catalogName) as PackedCatalog;
const names = contents.get(facetNamesName) as FacetNames;
/** Of a value the files that have its lists, and the documents on them. */
interface Listed {
  readonly files: readonly string[];
  readonly documents: ReadonlySet<number>;
}
function listed(column: FacetColumn, files: readonly number[], values: readonly number[]): Listed {
  const own = values.map((value) => [value, listsFileOf(files, value)] as const);
  const documents = own.flatMap(([value, file]) => {
    const lists = contents.get(listsName(column, file)) as ValueLists;
    return unpackSteps(lists[value - (files[file] as number)] as string);
  });
  return { files: own.map(([, file]) => listsName(column, file)), documents: new Set(documents) };
}
const columnsListed = {
  issuers: issuerIds.map((_, issuer) => listed('issuer', issuerFiles, [issuer])),
  indicators: names.indicatorKeys.map((_, indicator) => {
    const { files, documents } = listed(
      'indicator',
      names.indicatorFiles,
      listsUnder(names, indicator),
    );
    return { files: [facetNamesName, ...files], documents };
  }),
};
for (const [column, lists] of Object.entries(columnsListed)) {
  const screens = lists
    .slice(0, Math.max(1, lists.length - rowsOnScreen))
    .map((_, first) => lists.slice(first, first + rowsOnScreen).flatMap(({ files }) => files));
  const bytes = screens.map(sizeOf).sort((a, b) => a - b);
  const files = screens.map((each) => new Set(each).size).sort((a, b) => a - b);
  const half = bytes.length >> 1;
  console.log(
    `  many hits: ${bytes[half]} bytes to count ${rowsOnScreen} ${column} of ${lists.length} in a row (median; ${bytes.at(-1)} at most; ${files[half]} files, ${files.at(-1)} at most), ${sizeOf(lists.flatMap(({ files }) => files))} all of them`,
  );
  for (const hits of [30, 100]) {
    // Values that nothing has make room for further ones.
    const all = Array.from({ length: 40 }, () => {
      const found = Array.from({ length: hits }, () => random.below(documents));
      const looked: string[] = [];
      let shown = 0;
      for (const { files, documents } of lists) {
        if (shown >= rowsOnScreen) break;
        looked.push(...files);
        if (found.some((each) => documents.has(each))) shown++;
      }
      return sizeOf(looked);
    }).sort((a, b) => a - b);
    console.log(
      `  ${hits} hits anywhere: ${all[20]} bytes until ${rowsOnScreen} ${column} that have some are counted (median; ${all.at(-1)} at most)`,
    );
  }
}
const directory = contents.get(namesName('zh-Hans')) as NamesDirectory;
const full = new Set(directory.full);
const keys: number[] = [];
for (let i = 0; i < 400; i++) {
  const [title] = pick(titles);
  const start = random.below(title.length - 1);
  const typed = normalizeText(title.slice(start, start + 1 + random.below(8)));
  const gram = bestGram([typed], full, () => false) ?? '';
  const part = directory.borders.filter((border) => border <= gram).length - 1;
  keys.push(sizeOf([namesName('zh-Hans'), namesPartName('zh-Hans', part)]));
}
keys.sort((a, b) => a - b);
console.log(
  `  a first key: ${keys[200]} bytes of suggestions median, ${keys[380]} p95, ${keys.at(-1)} at most`,
);

/** Of files, each loaded once. */
function sizeOf(files: readonly string[]): number {
  return [...new Set(files)].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
}
