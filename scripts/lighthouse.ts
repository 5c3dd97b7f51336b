/*
 * npm run lighthouse                      every kind of page of the fictional county, as a phone sees it
 * npm run lighthouse -- --types home,year
 * npm run lighthouse -- --performance     with the scores that hang on this machine's load: said, never judged
 * npm run lighthouse -- --install         gets Lighthouse first
 *
 * Lighthouse (Apache-2.0, kept up by Chrome's own people) brings 114 packages and 176 MB, telemetry that is never
 * switched on here among them: too much for everybody who runs the tests. It is installed where it is asked for, in
 * .cache/lighthouse/, at the version below.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';
import { startStaticServer } from '../src/building/preview/static-server.ts';
import { Refusal } from '../src/model/refusal.ts';
import { root, runCommand } from './command.ts';
import { findBrowser } from './find-browser.ts';
import { freePort } from './free-port.ts';
import { fullestPages } from './look-shots.ts';
import { type PageType, pageTypes } from './page-types.ts';
import { readArguments } from './read-arguments.ts';

const version = '13.5.0';
const folder = join(root, '.cache/lighthouse');

/** Not depending on how busy a machine is. */
const judged = ['accessibility', 'best-practices', 'seo'] as const;
/** Of performance, what a page's files alone decide, whatever the clock says. */
const judgedAudits = [
  'total-byte-weight',
  'image-size-responsive',
  'unsized-images',
  'cumulative-layout-shift',
  'doctype',
  'viewport',
] as const;

/** As much of Lighthouse's result as is used. */
interface Report {
  readonly runtimeError?: { readonly code: string; readonly message: string };
  readonly categories: Readonly<
    Record<
      string,
      {
        readonly score: number | null;
        readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
      }
    >
  >;
  readonly audits: Readonly<
    Record<
      string,
      {
        readonly score: number | null;
        readonly title: string;
        readonly explanation?: string;
        readonly details?: { readonly items?: readonly unknown[] };
      }
    >
  >;
}

type Lighthouse = (
  url: string,
  flags: Readonly<Record<string, unknown>>,
) => Promise<{ readonly lhr: Report } | undefined>;

await runCommand(async () => {
  const { values } = readArguments({
    usage: '用法：npm run lighthouse -- [--types 页面,…] [--performance] [--install]',
    options: {
      types: { type: 'string' },
      performance: { type: 'boolean', default: false },
      install: { type: 'boolean', default: false },
    },
  });
  const asked = values.types?.split(',') ?? Object.keys(pageTypes);
  const unknown = asked.find((type) => !(type in pageTypes));
  if (unknown !== undefined) {
    throw new Refusal(`没有“${unknown}”这种页面。有：${Object.keys(pageTypes).join('、')}`);
  }
  const lighthouse = await loadLighthouse(values.install);
  /** Where `node tests/build.ts county` builds to. */
  const outDir = join(root, '.cache/test/county');
  if (!existsSync(join(outDir, 'index.html'))) {
    throw new Refusal('虚构的县还没有生成：node tests/build.ts county');
  }
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    throw new Refusal('没有找到浏览器：请安装 Chromium，或用环境变量 CHROMIUM_PATH 指出它在哪里。');
  }
  const port = await freePort();
  const server = await startStaticServer({ folder: outDir, base: '/', port: 0, host: '127.0.0.1' });
  const browser = await chromium.launch({
    executablePath,
    args: [`--remote-debugging-port=${port}`],
  });
  let faults = 0;
  try {
    for (const [type, address] of fullestPages(outDir)) {
      if (!asked.includes(type)) continue;
      const categories = [...judged, 'performance'];
      const result = await lighthouse(server.url + address.slice(1), {
        port,
        onlyCategories: categories,
        logLevel: 'silent',
      });
      if (result === undefined) throw new Refusal(`${address}：Lighthouse 没有给出结果。`);
      faults += tell(type, address, result.lhr, values.performance);
    }
  } finally {
    await browser.close();
    await server.close();
  }
  console.log(faults === 0 ? '全部满分。' : `${faults} 处没有满分。`);
  return faults === 0 ? 0 : 1;
});

/** Prints one page's scores, and what keeps them from 100; returns how many are judged and are not 100. */
function tell(
  type: PageType,
  address: string,
  { categories, audits, runtimeError }: Report,
  withPerformance: boolean,
): number {
  if (runtimeError) {
    console.log(`${type} ${address}：${runtimeError.code} ${runtimeError.message}`);
    return 1;
  }
  // A page that is not to be listed says so, which Lighthouse takes for a fault of it.
  const isListed = audits['is-crawlable']?.score !== 0;
  const wanted = judged.filter((name) => name !== 'seo' || isListed);
  const shown = [...wanted, ...(withPerformance ? ['performance'] : [])];
  const scores = shown.map((name) => `${name} ${Math.round((categories[name]?.score ?? 0) * 100)}`);
  console.log(`${type} ${address}  ${scores.join('  ')}${isListed ? '' : '  （不收录）'}`);
  const lost = wanted.flatMap((name) =>
    (categories[name]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && lacks(audits[id]?.score))
      .map(({ id }) => id),
  );
  const failed = [...lost, ...judgedAudits.filter((id) => lacks(audits[id]?.score))];
  for (const id of new Set(failed)) {
    const { title = '', explanation = '', details } = audits[id] ?? {};
    console.log(`  ${id}：${title} ${explanation}`);
    for (const item of (details?.items ?? []).slice(0, 3)) {
      console.log(`    ${JSON.stringify(item).slice(0, 300)}`);
    }
  }
  return new Set(failed).size;
}

/** Null is what does not apply. */
function lacks(score: number | null | undefined): boolean {
  return typeof score === 'number' && score < 0.9;
}

async function loadLighthouse(install: boolean): Promise<Lighthouse> {
  const entry = join(folder, 'node_modules/lighthouse/core/index.js');
  if (!existsSync(entry)) {
    if (!install) {
      throw new Refusal(
        `没有装 Lighthouse ${version}（Apache-2.0，约 176 MB，只放在 .cache/ 里）。要装：npm run lighthouse -- --install`,
      );
    }
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const { status } = spawnSync(
      'npm',
      ['install', '--ignore-scripts', '--no-audit', '--no-fund', `lighthouse@${version}`],
      { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' },
    );
    if (status !== 0) throw new Refusal('Lighthouse 没有装上，原因见上面 npm 的输出。');
  }
  return ((await import(pathToFileURL(entry).href)) as { default: Lighthouse }).default;
}
