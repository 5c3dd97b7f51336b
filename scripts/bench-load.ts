/**
 * What the generated nginx file costs: each kind of page and file under wrk, beside a bare nginx that serves one file
 * of that size.
 *
 *   npm run bench:load -- [--rounds 5] [--only report,notFound] [--encoding br|gzip|identity] [--conf <file>]
 *
 * It takes the finished build (`ARCHIVE_CONTENT`, `ARCHIVE_OUT`) and keeps its release in `.cache/bench-load/`.
 * “Of that size”: the body as it is sent, compressed, stored as a plain file and served by a `server` that has nothing
 * but `root`. A Range is asked of the bare one too; what is not there is compared with its own answer to what is not
 * there, with the same page. All servers are one process with the same http block (Debian's), without logs, so that
 * nothing but the `server` differs. “Same headers” is the bare one with one `add_header` for each header that the
 * generated file sends: what is lost between the two ratios is the price of those headers alone.
 *
 * The machine may be busy: every round asks all three one after another, in turning order, for a second each, and the
 * ratio of a round is of that round alone. Printed: bytes of the body, of the head and of the bare one's head, median
 * of the ratios of requests a second, least and greatest, and the median ratio of nginx's own processor time for a
 * request (bare : generated). The latter is the one to look at where something else wants the processors too.
 */

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { readSettings } from '../src/building/settings.ts';
import { pageFileAddress } from '../src/model/address.ts';
import { Refusal } from '../src/model/refusal.ts';
import { makeRelease } from '../src/release/make-release.ts';
import type { ReleasedFile } from '../src/release/release-manifest.ts';
import { ReleaseStore } from '../src/release/release-store.ts';
import { percentile } from './bench-figures.ts';
import { root, runCommand } from './command.ts';
import { freePort } from './free-port.ts';
import { type Nginx, withBrotli, withNginx } from './nginx-under-load.ts';
import { type PageType, pageTypeOf, pageTypes } from './page-types.ts';
import { readArguments } from './read-arguments.ts';

/** What is asked for. */
interface Asked {
  readonly name: string;
  /** With the path prefix. */
  readonly address: string;
  readonly range?: string;
}

interface Answered {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Of the head, in bytes. */
  readonly head: number;
  readonly body: Buffer;
}

/** Of one second of wrk. */
interface Second {
  readonly rate: number;
  /** Processor seconds of nginx for a request. */
  readonly cost: number;
}

/** What nginx itself writes before any file, and what goes with the body. */
const nginxOwn = new Set(
  ['Server', 'Date', 'Content-Length', 'Last-Modified', 'ETag', 'Connection'].concat([
    'Accept-Ranges',
    'Content-Range',
    'Content-Type',
  ]),
);

await runCommand(async () => {
  const { values } = readArguments({
    usage:
      '用法：npm run bench:load -- [--rounds 5] [--only 页面,…] [--encoding br|gzip|identity] [--conf 配置文件]',
    options: {
      rounds: { type: 'string', default: '5' },
      only: { type: 'string' },
      encoding: { type: 'string', default: 'gzip, br' },
      conf: { type: 'string' },
    },
  });
  const absent = ['nginx', 'wrk'].filter((tool) => spawnSync(tool, ['-v']).error);
  if (absent.length > 0) throw new Refusal(`要先装 ${absent.join('、')}。`);
  const folder = join(root, '.cache/bench-load');
  const { outDir: build, url, base, ownsHost } = readSettings(process.cwd());
  const release = await makeRelease(
    { build, url, base, ownsHost, acceptLost: true },
    new ReleaseStore(join(folder, 'releases')),
  );
  const generated = readFileSync(
    values.conf ?? join(release.site, '../servers/nginx.conf'),
    'utf8',
  );
  const only = values.only?.split(',');
  const asked = whatIsAsked(release.manifest.files, base).filter(
    ({ name }) => only === undefined || only.includes(name),
  );
  const ports = { generated: await freePort(), bare: await freePort(), same: await freePort() };
  const site = `root "${release.site}"; ${withBrotli(generated)}`;
  if (base !== '/') throw new Refusal('路径前缀应是 /：用 ARCHIVE_CONTENT 换一份内容。');
  const encoding = values.encoding;
  const answers: Answered[] = [];
  const nginx = join(folder, 'nginx');
  await withNginx(nginx, [{ port: ports.generated, lines: site }], async () => {
    for (const what of asked) answers.push(await ask(ports.generated, what, encoding));
  });
  const bodies = join(folder, 'bodies');
  rmSync(bodies, { recursive: true, force: true });
  mkdirSync(bodies, { recursive: true });
  await withNginx(nginx, [{ port: ports.generated, lines: site }], async () => {
    for (const [index, { address }] of asked.entries()) {
      const { body } = await ask(ports.generated, { name: '', address }, encoding);
      writeFileSync(join(bodies, String(index)), body);
    }
  });
  const heads = answers.map(({ headers }, index) => {
    const type = headers.find(([name]) => name === 'Content-Type')?.[1] ?? '';
    const rest = headers.filter(([name]) => !nginxOwn.has(name));
    const add = rest.map(([name, value]) => `add_header ${name} "${value}" always;`).join(' ');
    return `location = /${index} { types {} default_type "${type}"; ${add} }`;
  });
  // What is not there is compared with what is not there: the same status, the same page.
  const bareAddress = (index: number) =>
    answers[index]?.status === 404 ? `/none-${index}` : `/${index}`;
  const gone = answers
    .flatMap(({ status }, index) =>
      status === 404 ? `location = /none-${index} { error_page 404 /${index}; }` : [],
    )
    .join('\n');
  const servers = [
    { port: ports.generated, lines: site },
    { port: ports.bare, lines: `root "${bodies}"; ${gone}` },
    { port: ports.same, lines: `root "${bodies}"; ${gone} ${heads.join('\n')}` },
  ];
  console.log(
    `${'kind'.padEnd(16)}${'body'.padStart(8)}${'head'.padStart(6)}${'bare'.padStart(6)}` +
      `${'req/s'.padStart(8)}  ratio (least–greatest)  processor   same headers`,
  );
  let least = Number.POSITIVE_INFINITY;
  await withNginx(nginx, servers, async (running) => {
    for (const [index, what] of asked.entries()) {
      const answer = answers[index];
      if (answer === undefined) continue;
      const plain = { ...what, address: bareAddress(index) };
      const bareAnswer = await ask(ports.bare, plain, encoding);
      if (!bareAnswer.body.equals(answer.body)) throw new Error(`${what.name}: other bytes`);
      const runs: Readonly<Record<keyof typeof ports, () => Second>> = {
        generated: () => wrk(running, ports.generated, what, encoding),
        bare: () => wrk(running, ports.bare, plain, encoding),
        same: () => wrk(running, ports.same, plain, encoding),
      };
      const rounds = Array.from({ length: Number(values.rounds) }, (_, round) => {
        const order = (['generated', 'bare', 'same'] as const).map(
          (_name, at, all) => all[(at + round) % all.length] ?? 'bare',
        );
        const seconds = new Map(order.map((name) => [name, runs[name]()]));
        const of = (name: keyof typeof ports) => seconds.get(name) ?? { rate: 0, cost: 0 };
        return { generated: of('generated'), bare: of('bare'), same: of('same') };
      });
      const median = (numbers: readonly number[]) => percentile(numbers, 0.5);
      const ratios = rounds.map(({ generated: own, bare }) => own.rate / bare.rate);
      const costs = rounds.map(({ generated: own, bare }) => bare.cost / own.cost);
      const bySame = rounds.map(({ generated: own, same }) => own.rate / same.rate);
      const sameCosts = rounds.map(({ generated: own, same }) => same.cost / own.cost);
      least = Math.min(least, median(ratios));
      console.log(
        `${what.name.padEnd(16)}${String(answer.body.length).padStart(8)}${String(answer.head).padStart(6)}` +
          `${String(bareAnswer.head).padStart(6)}${median(
            rounds.map((round) => round.generated.rate),
          )
            .toFixed(0)
            .padStart(8)}` +
          `  ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})` +
          `${median(costs).toFixed(2).padStart(17)}${median(bySame).toFixed(2).padStart(12)}${median(sameCosts).toFixed(2).padStart(6)}`,
      );
    }
  });
  console.log(`least ratio: ${least.toFixed(2)}`);
  return 0;
});

/** One of each kind of page, of its median weight, and one of each kind of file. */
function whatIsAsked(files: readonly ReleasedFile[], base: string): readonly Asked[] {
  const at = (path: string) => base + path.split('/').map(encodeURIComponent).join('/');
  const plain = files.filter(({ encoding }) => encoding === undefined);
  const gzipped = new Map(files.map(({ path, bytes }) => [path, bytes]));
  const weight = ({ path, bytes }: ReleasedFile) => gzipped.get(`${path}.gz`) ?? bytes;
  const middle = (list: readonly ReleasedFile[]) =>
    [...list].sort((one, other) => weight(one) - weight(other))[Math.floor(list.length / 2)];
  const ofType = (type: PageType) =>
    plain.filter(
      ({ path }) => path.endsWith('.html') && pageTypeOf(pageFileAddress(path)) === type,
    );
  const pages = (Object.keys(pageTypes) as PageType[]).flatMap((type) => {
    const page = middle(ofType(type));
    if (page === undefined || type === 'notFound') return [];
    return [{ name: type, address: at(pageFileAddress(page.path).slice(1)) }];
  });
  const traditional = middle(plain.filter(({ path }) => /^zh-hant\/reports\/.*\.html$/.test(path)));
  const kinds: Readonly<Record<string, RegExp>> = {
    css: /^_assets\/style\..*\.css$/,
    script: /^_assets\/.*\.js$/,
    searchEntry: /^pagefind\/archive\.json$/,
    searchChunk: /\.pf_index$/,
    markdown: /^reports\/.*\.md$/,
    feed: /^feed\.xml$/,
    openData: /^data\/reports\.json$/,
    picture: /\.(?:png|jpg|avif)$/,
    download: /\.(?:pdf|zip)$/,
  };
  const others = Object.entries(kinds).flatMap(([name, pattern]) => {
    const file = middle(plain.filter(({ path }) => pattern.test(path)));
    return file === undefined ? [] : [{ name, address: at(file.path) }];
  });
  const texts = plain.find(({ path }) => /^pagefind\/[^/]+\/text\/.*\.packed$/.test(path));
  return [
    ...pages,
    ...(traditional
      ? [{ name: 'traditional', address: at(pageFileAddress(traditional.path).slice(1)) }]
      : []),
    ...others,
    ...(texts ? [{ name: 'textRange', address: at(texts.path), range: 'bytes=1000-4999' }] : []),
    { name: 'notFound', address: `${base}none/` },
    { name: 'notFoundHant', address: `${base}zh-hant/none/` },
  ];
}

function ask(port: number, { address, range }: Asked, encoding: string): Promise<Answered> {
  const headers = { 'Accept-Encoding': encoding, ...(range === undefined ? {} : { Range: range }) };
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: address, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { rawHeaders, statusCode = 0, statusMessage = '' } = response;
        const pairs = rawHeaders.flatMap((name, index) =>
          index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
        );
        const lines = pairs.map(([name, value]) => `${name}: ${value}\r\n`);
        const head = `HTTP/1.1 ${statusCode} ${statusMessage}\r\n${lines.join('')}\r\n`;
        resolve({
          status: statusCode,
          headers: pairs,
          head: Buffer.byteLength(head),
          body: Buffer.concat(chunks),
        });
      });
    })
      .on('error', reject)
      .end();
  });
}

function wrk(nginx: Nginx, port: number, { address, range }: Asked, encoding: string): Second {
  const before = nginx.processorSeconds();
  const sent = [
    `Accept-Encoding: ${encoding}`,
    ...(range === undefined ? [] : [`Range: ${range}`]),
  ];
  const { stdout } = spawnSync(
    'wrk',
    [
      '-t1',
      '-c16',
      '-d1s',
      ...sent.flatMap((header) => ['-H', header]),
      `http://127.0.0.1:${port}${address}`,
    ],
    { encoding: 'utf8' },
  );
  const spent = nginx.processorSeconds() - before;
  const [, count = '0'] = /(\d+) requests in/.exec(stdout) ?? [];
  const [, rate = '0'] = /Requests\/sec:\s+([\d.]+)/.exec(stdout) ?? [];
  if (/Socket errors/.test(stdout)) throw new Error(stdout);
  return { rate: Number(rate), cost: spent / Number(count) };
}
