import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeZip, type ZipInput } from '../../derive/texts/write-zip.ts';
import { ReleaseRefused } from '../release-refused.ts';
import type { Release } from '../release-store.ts';
import { siteFiles } from '../site-files.ts';
import { inUploadOrder, stages } from '../upload-order.ts';
import { hashesOf } from '../verify/compare-file.ts';
import { type FileSource, verifyFiles } from '../verify/verify-files.ts';
import { checkScripts, instructions } from './carried-texts.ts';
import { ZipFile } from './read-zip.ts';

/** Names the files of an archive with their hashes, for its own check. */
export const checksumsName = 'SHA256SUMS';

/**
 * Writes a release as one archive that is carried by hand, with all that the other side needs to check it
 * without this project, and reads it again to see that it is whole.
 *
 * @param target `.zip`
 */
export async function writeCarriedZip(release: Release, target: string): Promise<void> {
  const { id, site, manifest } = release;
  const servers = join(site, '../servers');
  const order = inUploadOrder(
    siteFiles(site).files.map((path) => ({ path })),
    false,
  );
  const published = stages.flatMap((stage) => order.get(stage) ?? []);
  const files: ZipInput[] = [
    ...published.map(({ path }) => fileInput(`site/${path}`, join(site, path))),
    ...(existsSync(servers) ? siteFiles(servers).files : []).map((name) =>
      fileInput(`servers/${name}`, join(servers, name)),
    ),
  ];
  const sums = files.map(({ path, read }) => `${hashesOf(read()).sha256}  ${path}\n`);
  const texts: Readonly<Record<string, string>> = {
    [checksumsName]: sums.join(''),
    ...checkScripts(checksumsName),
    '先读我.txt': instructions(release),
  };
  const root = `release-${id}`;
  const all = [
    ...Object.entries(texts).map(([path, text]) => ({ path, read: () => Buffer.from(text) })),
    ...files,
  ];
  writeZip(
    target,
    all.map(({ path, read }) => ({ path: `${root}/${path}`, read })),
  );
  const faults = await withCarriedZip(target, async (source) => verifyFiles(source, manifest));
  if (faults.length > 0) {
    throw new ReleaseRefused(
      `${target} 写好后再读，有 ${faults.length} 个文件不对：磁盘可能有问题。`,
    );
  }
}

/** Gives the published files of such an archive to whoever checks them. */
export async function withCarriedZip<Result>(
  file: string,
  work: (source: FileSource) => Promise<Result>,
): Promise<Result> {
  const zip = new ZipFile(file);
  try {
    const root = /^release-[0-9a-f]{16}\/site\//;
    const paths = zip.paths.filter((path) => root.test(path));
    const prefix = root.exec(paths[0] ?? '')?.[0];
    if (prefix === undefined) throw new ReleaseRefused(`${file} 不是发布时写的 zip。`);
    return await work({
      files: paths.map((path) => path.slice(prefix.length)).sort(),
      others: [],
      read: (path) => zip.read(prefix + path),
    });
  } finally {
    zip.close();
  }
}

function fileInput(path: string, file: string): ZipInput {
  return { path, read: () => readFileSync(file) };
}
