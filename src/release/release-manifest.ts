import { createHash } from 'node:crypto';
import { z } from 'zod';
import { printable } from '../model/writing.ts';
import { ReleaseRefused } from './release-refused.ts';

/** Where the manifest stands below the site's root, and its signatures beside it. */
export const releaseManifestFile = 'release.json';

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));

/** POSIX, below the site's root, without a step up: what a manifest names is read, written and removed. */
const pathSchema = z
  .string()
  .min(1)
  .refine(
    (path) =>
      !/[\\\p{Cc}]/u.test(path) &&
      path.split('/').every((part) => part !== '' && part !== '.' && part !== '..'),
  );

const fileSchema = z.strictObject({
  path: pathSchema,
  bytes: z.int().nonnegative(),
  sha256: hex(64),
  /** GB/T 32905—2016. */
  sm3: hex(64),
  /** `Content-Type` as it should be sent. */
  type: z.string(),
  /** `immutable`: its name changes with its content. `revalidate`: asked for again each time. */
  cache: z.enum(['immutable', 'revalidate']),
  /** A compressed twin of the file whose path this is without `.br` or `.gz`. */
  encoding: z.enum(['br', 'gzip']).optional(),
  /** Of a page that stands at an old address: where a server that was told answers that it is. */
  movedTo: z.string().optional(),
});

export const releaseIdSchema = z.string().regex(/^[0-9a-f]{16}$/);

const manifestSchema = z.strictObject({
  format: z.literal(1),
  release: releaseIdSchema,
  /** Origin of the site. */
  url: z.string(),
  /** Path prefix with a leading and a trailing slash. */
  base: z.string(),
  files: z.array(fileSchema),
});

/** One file of a release. */
export type ReleasedFile = Readonly<z.output<typeof fileSchema>>;

/** All that a release publishes, but the manifest itself and its signatures. */
export interface ReleaseManifest {
  readonly format: 1;
  /** {@link releaseId} of the files. */
  readonly release: string;
  readonly url: string;
  readonly base: string;
  /** Sorted by path in code units. */
  readonly files: readonly ReleasedFile[];
}

/** The name of a release: 16 hex digits of the SHA-256 over the hashes and paths of its files. */
export function releaseId(files: readonly ReleasedFile[]): string {
  const hash = createHash('sha256');
  for (const { path, sha256 } of files) hash.update(`${sha256}  ${path}\n`);
  return hash.digest('hex').slice(0, 16);
}

/** JSON with one file a line, so that two manifests can be compared by eye; the same bytes for the same files. */
export function writeManifest({ files, ...head }: ReleaseManifest): string {
  const opening = JSON.stringify(head).slice(0, -1);
  return `${opening},"files":[\n${files.map((file) => JSON.stringify(file)).join(',\n')}\n]}\n`;
}

/**
 * @param name how messages call it.
 * @throws {ReleaseRefused} when it is no manifest, or its name is not that of its files.
 */
export function parseManifest(text: string, name: string): ReleaseManifest {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw new ReleaseRefused(`${name} 不是完整的发布清单（不是 JSON），可能传到一半或被改过。`);
  }
  const { success, data } = manifestSchema.safeParse(read);
  if (!success) throw new ReleaseRefused(`${name} 不是发布清单，或者被改过。`);
  const twice = writtenTwice(data.files);
  if (twice !== undefined) {
    throw new ReleaseRefused(`${name} 里 ${printable(twice)} 写了两次，不知道该信哪一个，被改过。`);
  }
  if (releaseId(data.files) !== data.release) {
    throw new ReleaseRefused(`${name} 里的文件和它自己写的版本号对不上，被改过。`);
  }
  return data;
}

/** A path that is named for two files; undefined where there is none. */
function writtenTwice(files: readonly ReleasedFile[]): string | undefined {
  const named = new Set<string>();
  return files.find(({ path }) => named.size === named.add(path).size)?.path;
}
