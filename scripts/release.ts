/**
 * From a finished build to the public.
 *
 *   npm run release                                      makes a release of dist/ in releases/
 *   npm run release -- publish <place> [--release <id>]  folder:… rsync:… rclone:…
 *   npm run release -- rollback <place>
 *   npm run release -- clean <place>                     deletes what two releases no longer need
 *   npm run release -- zip <file.zip> [--release <id>]   for hand carriage
 *   npm run release -- sign --key <private key>
 *   npm run release -- list
 *
 * `--accept-lost` makes one although addresses of the release before are gone without a word in redirects.yaml.
 * `--to <folder>` keeps the releases elsewhere than in releases/; `--key` signs what is made.
 * Exit code 1 when it could not be done, 2 when the command itself is wrong.
 */
import { join, relative, resolve, sep } from 'node:path';
import { reportFailure } from '../src/building/explain-failure.ts';
import { readSettings, type Settings } from '../src/building/settings.ts';
import { isExampleAddress } from '../src/release/is-example-address.ts';
import { makeRelease } from '../src/release/make-release.ts';
import { openTarget } from '../src/release/publish/open-target.ts';
import { ReleaseRefused } from '../src/release/release-refused.ts';
import { type Release, ReleaseStore } from '../src/release/release-store.ts';
import { signManifest } from '../src/release/signature/sign-manifest.ts';
import { writeCarriedZip } from '../src/release/zip/carried-zip.ts';
import { runCommand, usageCode } from './command.ts';
import { readArguments, WrongUse } from './read-arguments.ts';

const usage = [
  '用法：npm run release                                  把生成好的网站做成一个版本，放在 releases/',
  '      npm run release -- publish <地方>                发布最新的版本（--release <版本> 发布别的）',
  '      npm run release -- rollback <地方>               退回上一个版本',
  '      npm run release -- clean <地方>                  删掉现在和上一个版本都用不着的旧文件',
  '      npm run release -- zip <文件.zip>                写成一个 zip，人工带走',
  '      npm run release -- sign --key <私钥>             给最新的版本签名',
  '      npm run release -- list                          列出存着的版本',
  '地方：folder:<文件夹>、rsync:<用户@主机:/路径>、rclone:<远端:路径>',
  '都可以加 --to <文件夹>：版本存在别处；第一种可以加 --key <私钥>：做好就签名；加 --accept-lost：不管哪些旧网址没有了。',
].join('\n');

interface Wanted {
  readonly store: ReleaseStore;
  /** The argument after the command; empty when there is none. */
  readonly place: string;
  readonly release: string | undefined;
  readonly key: string | undefined;
  readonly acceptLost: boolean;
}

type Command = (settings: Settings, wanted: Wanted) => Promise<void>;

/** What the second word is of those that need one. */
const needsPlace: Readonly<Record<string, string>> = {
  publish: '发布到什么地方',
  rollback: '什么地方',
  clean: '什么地方',
  zip: 'zip 的文件名',
};

const commands: Readonly<Record<string, Command>> = {
  async make(settings, { store, key, acceptLost }) {
    refuseKeyInside(settings, key);
    const { url, base, ownsHost, outDir } = settings;
    console.log(`从 ${outDir} 做版本，最大限度压缩（第一次要几分钟，以后只压改动的）……`);
    const made = await makeRelease({ build: outDir, url, base, ownsHost, acceptLost }, store);
    const { id, isNew, manifest, difference } = made;
    const { previous, added, changed, removed } = difference;
    console.log(`${isNew ? '做好' : '早已有'}版本 ${id}：${manifest.files.length} 个文件。`);
    if (previous !== null) {
      console.log(
        `比上一个版本 ${previous}：新增 ${added.length}，改动 ${changed.length}，去掉 ${removed.length}。`,
      );
    }
    if (key !== undefined) console.log(`已签名：${signManifest(made.site, resolve(key))}`);
    console.log(join(store.folder, id));
    warnOfExample(url);
  },

  async publish(_settings, { store, place, release }) {
    const chosen = chosenRelease(store, release);
    warnOfExample(chosen.manifest.url);
    const target = openTarget(place);
    const { current } = await target.state();
    const replaced = store.find(current);
    if (current !== null && replaced === null) {
      console.log(
        `注意：这台机器上没有存着那里现在的版本 ${current}，rsync 不能替正开着旧页面的读者留下旧文件。`,
      );
    }
    console.log(`发布 ${chosen.id} → ${place}`);
    await target.publish(chosen, replaced);
    console.log('发布完成。请核对：npm run verify -- <网址>');
  },

  async rollback(_settings, { store, place }) {
    const id = await openTarget(place).rollBack((wanted) => store.find(wanted));
    console.log(`已退回版本 ${id}。`);
  },

  async clean(_settings, { store, place }) {
    const gone = await openTarget(place).clean(store.ids().map((id) => store.open(id)));
    for (const name of gone) console.log(`删去 ${name}`);
    console.log(gone.length === 0 ? '没有要删的。' : `删了 ${gone.length} 项。`);
  },

  async zip(_settings, { store, place, release }) {
    const chosen = chosenRelease(store, release);
    warnOfExample(chosen.manifest.url);
    await writeCarriedZip(chosen, resolve(place));
    console.log(`写好并核对过：${resolve(place)}（版本 ${chosen.id}）。拆开后先看“先读我.txt”。`);
  },

  async sign(settings, { store, key, release }) {
    if (key === undefined) throw new ReleaseRefused('用 --key 给出私钥文件。');
    refuseKeyInside(settings, key);
    const { id, site } = chosenRelease(store, release);
    console.log(`版本 ${id} 已签名：${signManifest(site, resolve(key))}`);
  },

  async list(_settings, { store }) {
    const ids = store.ids();
    for (const id of ids) console.log(id);
    if (ids.length === 0) console.error(`${store.folder} 里还没有版本。`);
  },
};

/** Does what is asked, says how it went, and returns the exit code. */
export async function releaseCommand(
  settings: Settings,
  args = process.argv.slice(2),
): Promise<number> {
  try {
    const wanted = chosenCommand(settings.root, args);
    await wanted.command(settings, wanted);
    return 0;
  } catch (error) {
    const code = usageCode(error);
    if (code !== undefined) return code;
    reportFailure(error, settings.root);
    return 1;
  }
}

function chosenCommand(root: string, args: readonly string[]) {
  const { values, positionals } = readArguments(
    {
      usage,
      words: 2,
      options: {
        to: { type: 'string', default: 'releases' },
        release: { type: 'string' },
        key: { type: 'string' },
        'accept-lost': { type: 'boolean', default: false },
      },
    },
    args,
  );
  const [name = 'make', place = ''] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new WrongUse(`没有 ${name} 这个命令。`, usage);
  const needed = needsPlace[name];
  if (needed !== undefined && place === '')
    throw new WrongUse(`${name} 后面没有写${needed}。`, usage);
  if (needed === undefined && place !== '') throw new WrongUse(`多了“${place}”。`, usage);
  const { to, release, key, 'accept-lost': acceptLost } = values;
  return { command, store: new ReleaseStore(resolve(root, to)), place, release, key, acceptLost };
}

function chosenRelease(store: ReleaseStore, wanted: string | undefined): Release {
  const id = wanted ?? store.latest();
  if (id === undefined) {
    throw new ReleaseRefused(`${store.folder} 里还没有版本：先运行 npm run release。`);
  }
  return store.open(id);
}

function refuseKeyInside({ root }: Settings, key: string | undefined): void {
  const path = key === undefined ? '..' : relative(root, resolve(key));
  if (path !== '..' && !path.startsWith(`..${sep}`) && resolve(path) !== path) {
    throw new ReleaseRefused(
      '私钥不能放在项目文件夹里：它会被提交或拷走。请放到别处，最好不在这台机器上。',
    );
  }
}

function warnOfExample(url: string): void {
  if (!isExampleAddress(url)) return;
  console.warn(
    `警告：content/site.yaml 的 url（网址）还是 ${url}。每一页的规范网址、网站地图、订阅都用它，公开之前必须改成真实的域名，再重新生成。`,
  );
}

if (import.meta.main) await runCommand(() => releaseCommand(readSettings(process.cwd())));
