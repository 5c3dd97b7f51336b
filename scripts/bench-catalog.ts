/**
 * Measures what catalog and suggestions load at any size, without texts: the lengths, years, issuers and
 * indicators are drawn, the titles put together; all of it is synthetic.
 *
 *   node scripts/bench-catalog.ts [--documents 40000] [--seed 1]
 */
import { parseArgs } from 'node:util';
import type { IndicatorKey } from '../src/model/indicator.ts';
import {
  documentGrain,
  type NamesDirectory,
  namesName,
  namesPartName,
  paragraphGrain,
  titleGrain,
} from '../src/search/catalog.ts';
import { facetFiles, facetsName, isLittle } from '../src/search/facets.ts';
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
  },
});
const documents = Number(values.documents);
const random = seededRandom(Number(values.seed));
const issuers = 60;
const indicators = 120;
const subjects = '水利,教育,公安,司法,财政,交通,卫健,民政,农业,住建,审计,统计,城管,林业,商务'.split(
  ',',
);
const matters =
  '法治政府建设,行政执法监督,行政复议应诉,政务公开,优化营商环境,规范性文件管理,普法宣传,依法决策'.split(
    ',',
  );
const forms = '年度报告,工作总结,情况通报,实施意见,自查报告,工作要点'.split(',');

const pick = <Item>(items: readonly Item[]) => items[random.below(items.length)] as Item;
const places = Array.from({ length: issuers }, (_, i) =>
  String.fromCharCode(...[0, 1].map((part) => 0x4e00 + ((i * 97 + part * 1009) % 4000))),
);
/** About as the corpora are: the median 5,500 symbols, a few ten times that. */
function symbols(): number {
  const bell =
    Array.from({ length: 12 }, () => random.below(1000) / 1000).reduce((a, b) => a + b) - 6;
  return Math.round(5500 * Math.exp(bell * 0.6));
}
const round = (value: number, grain: number) => Math.ceil(value / grain) * grain;

const columns = new CatalogColumns();
const titles: [string, number, string][] = [];
for (let document = 0; document < documents; document++) {
  const year = 2025 - Math.floor((document * 20) / documents);
  const title = `${pick(places)}县${pick(subjects)}局关于${year}年${pick(matters)}的${pick(forms)}之${document}`;
  const slug = `report-${year}-${document}`;
  const headings = round(normalizeText(title).length + 1, titleGrain);
  const paragraphs = round(headings + 40 + random.below(400), paragraphGrain);
  const codes = Array.from(
    { length: 1 + random.below(3) },
    () => `2021/${random.below(indicators)}`,
  );
  columns.add(
    {
      year,
      slug,
      issuer: { id: `issuer-${random.below(issuers)}` },
      indicators: codes.map((key) => {
        const [edition = '', code = ''] = key.split('/');
        return { edition, code, title: '', ancestors: [] };
      }) as never,
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
    sizes.set(name, seal(await packSmall(Buffer.from(JSON.stringify(content))), name).length);
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
  `  every search: ${sizeOf('catalog')} bytes of catalog, without titles and issuers asked for`,
);
for (const hits of [1, 10, 100, 1000, documents]) {
  const all = Array.from({ length: 40 }, () => {
    const found = Array.from({ length: hits }, (_, i) =>
      hits === documents ? i : random.below(documents),
    );
    const load = (column: 'issuer' | 'indicator') =>
      facetFiles(column, found).map((file) => facetsName(column, ...file));
    const [issuer, indicator] = [load('issuer'), load('indicator')];
    const atOnce = isLittle(facetFiles('indicator', found))
      ? ['facets', ...issuer, ...indicator]
      : [];
    return [atOnce, issuer, ['facets', ...indicator]].map((names) =>
      [...new Set(names)].reduce((sum, name) => sum + sizeOf(name), 0),
    );
  });
  const [atOnce, issuer, indicator] = [0, 1, 2].map(
    (i) => all.map((each) => each[i] ?? 0).sort((a, b) => a - b)[20],
  );
  console.log(
    `  ${hits} hits anywhere: ${atOnce} bytes of facets with the answer; to count issuers ${issuer}, indicators ${indicator} (median)`,
  );
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
  keys.push(sizeOf(namesName('zh-Hans')) + sizeOf(namesPartName('zh-Hans', part)));
}
keys.sort((a, b) => a - b);
console.log(
  `  a first key: ${keys[200]} bytes of suggestions median, ${keys[380]} p95, ${keys.at(-1)} at most`,
);

function sizeOf(name: string): number {
  return sizes.get(name) ?? 0;
}
