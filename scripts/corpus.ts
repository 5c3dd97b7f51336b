/**
 * Turns a corpus (`*.jsonl.gz`, one `{title, year, markdown}` a line) into a content folder for
 * benchmarks (content/README.md). The texts are real; the site, the indicators and the issuers
 * around them are made up and say so.
 *
 *   node scripts/corpus.ts --from <folder with *.jsonl.gz> --out <folder> [--documents 3476] [--seed 1]
 *
 * Without `--documents` every text is converted once. With it exactly that many reports are written:
 * first the texts as they are, then texts put together from chapters of others, titles marked 测试拼合.
 * The same arguments give the same bytes.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { seededRandom } from './seeded-random.ts';

export interface CorpusText {
  readonly title: string;
  readonly year: number;
  readonly markdown: string;
  /** Name of the file it came from, without `.jsonl.gz`. */
  readonly collection: string;
}

export interface CorpusOptions {
  readonly from: string;
  readonly out: string;
  /** How many reports to write; every text once when absent. */
  readonly documents?: number | undefined;
  readonly seed: number;
}

const edition = 'corpus';
/** Fictional: codes and sentences only have to be many, nested and told apart. */
const subjects = [
  '职能履行',
  '制度建设',
  '行政决策',
  '行政执法',
  '权力监督',
  '纠纷化解',
  '法治能力',
  '公开透明',
];
const aspects = ['机制健全', '程序规范', '结果公开'];

/** Every text of the corpus, by file name and then in the order of the file. */
export async function readCorpus(from: string): Promise<CorpusText[]> {
  const files = (await readdir(from)).filter((file) => file.endsWith('.jsonl.gz')).sort();
  if (files.length === 0) throw new Error(`no *.jsonl.gz in ${from}`);
  const texts: CorpusText[] = [];
  for (const file of files) {
    const collection = basename(file, '.jsonl.gz');
    const lines = gunzipSync(await readFile(join(from, file)))
      .toString('utf8')
      .split('\n');
    for (const [index, line] of lines.entries()) {
      if (line.trim() === '') continue;
      const { title, year, markdown } = JSON.parse(line) as Partial<CorpusText>;
      if (typeof title !== 'string' || typeof year !== 'number' || typeof markdown !== 'string') {
        throw new Error(`${file}:${index + 1}: needs title, year and markdown`);
      }
      texts.push({ title, year, markdown, collection });
    }
  }
  return texts;
}

/** A chapter begins at a Markdown heading; a text without headings is one chapter. */
function chapters(markdown: string): string[] {
  return markdown.split(/^(?=#{1,6} )/mu).filter((chapter) => chapter.trim() !== '');
}

/** `count` texts: the corpus itself, then combinations of its chapters about as long as their model. */
export function multiplyCorpus(
  texts: readonly CorpusText[],
  count: number,
  seed: number,
): CorpusText[] {
  const random = seededRandom(seed);
  const all = texts.flatMap((text) => chapters(text.markdown));
  const result = texts.slice(0, count);
  for (let number = texts.length; number < count; number++) {
    const model = texts[random.below(texts.length)] as CorpusText;
    const blocks: string[] = [];
    for (let length = 0; length < model.markdown.length; ) {
      for (const block of (all[random.below(all.length)] as string).trim().split(/\n{2,}/u)) {
        if (length >= model.markdown.length) break;
        blocks.push(block);
        length += block.length + 2;
      }
    }
    const title = `${model.title}（测试拼合${number + 1}）`;
    result.push({ ...model, title, markdown: blocks.join('\n\n') });
  }
  return result;
}

/** The place a text's title begins with: what stands in for its issuer. */
function place(text: CorpusText): string {
  return /^\p{Script=Han}{2,4}?[省市县]/u.exec(text.title)?.[0] ?? '国务院';
}

function indicatorsYaml(): string {
  const lines = [
    `edition: ${edition}`,
    'title: 语料测试指标（虚构）',
    'source: 为性能测试而虚构，不是任何真实的指标体系',
    'indicators:',
  ];
  for (const [first, subject] of subjects.entries()) {
    lines.push(
      `  - code: "${first + 1}"`,
      `    title: "${first + 1}. ${subject}（测试指标）"`,
      '    children:',
    );
    for (const [second, aspect] of aspects.entries()) {
      const code = `${first + 1}.${second + 1}`;
      lines.push(
        `      - code: "${code}"`,
        `        title: "${code} ${subject}的${aspect}（测试指标）"`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Writes the content folder and returns the number of reports and of characters in their bodies. */
async function writeCorpusContent(
  options: CorpusOptions,
): Promise<{ reports: number; characters: number }> {
  const corpus = await readCorpus(options.from);
  const texts = multiplyCorpus(corpus, options.documents ?? corpus.length, options.seed);
  const random = seededRandom(options.seed + 1);
  const places = [...new Set(texts.map(place))];

  await mkdir(join(options.out, 'indicators'), { recursive: true });
  await writeFile(
    join(options.out, 'site.yaml'),
    [
      'name: 语料测试档案',
      'description: 用公开语料生成的测试数据，指标和发布机构为虚构。',
      'url: https://corpus.example',
      'trail: [测试数据, 语料]',
      'region: 测试地区',
      '',
    ].join('\n'),
  );
  await writeFile(join(options.out, 'indicators', `${edition}.yaml`), indicatorsYaml());
  await writeFile(
    join(options.out, 'issuers.yaml'),
    places
      .map(
        (name, index) =>
          `- id: issuer-${index + 1}\n  name: ${name}（语料发布机构）\n  kind: other\n`,
      )
      .join(''),
  );

  let characters = 0;
  for (const [index, text] of texts.entries()) {
    const leaf = () =>
      `"${edition}/${random.below(subjects.length) + 1}.${random.below(aspects.length) + 1}"`;
    const indicators = new Set([leaf()]);
    if (random.below(4) === 0) indicators.add(leaf());
    const frontMatter = [
      `title: ${JSON.stringify(text.title)}`,
      `year: ${text.year}`,
      `issuer: issuer-${places.indexOf(place(text)) + 1}`,
      `indicators: [${[...indicators].join(', ')}]`,
      'note: 语料测试数据，指标和发布机构为虚构。',
    ];
    const folder = join(options.out, 'reports', String(text.year));
    const slug = `${text.collection}-${String(index + 1).padStart(4, '0')}`;
    await mkdir(folder, { recursive: true });
    await writeFile(
      join(folder, `${slug}.md`),
      `---\n${frontMatter.join('\n')}\n---\n\n${text.markdown.trim()}\n`,
    );
    characters += text.markdown.length;
  }
  return { reports: texts.length, characters };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      out: { type: 'string' },
      documents: { type: 'string' },
      seed: { type: 'string', default: '1' },
    },
  });
  const documents = values.documents === undefined ? undefined : Number(values.documents);
  const seed = Number(values.seed);
  if (
    values.from === undefined ||
    values.out === undefined ||
    !Number.isInteger(seed) ||
    (documents !== undefined && !(Number.isInteger(documents) && documents > 0))
  ) {
    console.error(
      'usage: node scripts/corpus.ts --from <folder with *.jsonl.gz> --out <folder> [--documents <count>] [--seed <integer>]',
    );
    process.exit(2);
  }
  const written = await writeCorpusContent({ from: values.from, out: values.out, documents, seed });
  console.log(`${written.reports} reports, ${written.characters} characters → ${values.out}`);
}
