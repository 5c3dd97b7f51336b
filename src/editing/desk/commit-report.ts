import { readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { z } from 'zod';
import { type Author, commitFiles, isRepository, knownAuthor } from '../content/commit.ts';
import type { EditDesk } from './edit-desk.ts';

const authorSchema = z.strictObject({ name: z.string(), email: z.string() });

/** Commits a report and what its page shows beside it; what Git says when it refuses. */
export async function commitReport(
  desk: EditDesk,
  file: string,
  author: Author,
): Promise<string | undefined> {
  const { content } = await desk.look();
  const report = content?.reports.find((one) => one.file === file);
  const attached = (report?.frontMatter?.attachments ?? []).map((one) =>
    posix.join(posix.dirname(file), one.file),
  );
  const shown = (report?.rendered.body.images ?? []).map((image) => image.file);
  const files = [file, ...attached, ...shown, 'glossary.yaml'].filter((one) => {
    try {
      return desk.folder.has(one);
    } catch {
      return false;
    }
  });
  writeFileSync(authorPath(desk), JSON.stringify(author), { mode: 0o600 });
  const title = report?.frontMatter?.title ?? posix.basename(file);
  return commitFiles(desk.folder.root, [...new Set(files)], `编辑：${title}`, author);
}

/** Who would commit: whoever did last from here, or whom Git knows; undefined where there is no repository. */
export async function likelyAuthor(desk: EditDesk): Promise<Author | undefined> {
  const { root } = desk.folder;
  if (!(await isRepository(root))) return undefined;
  return lastAuthor(desk) ?? (await knownAuthor(root));
}

function lastAuthor(desk: EditDesk): Author | undefined {
  try {
    return authorSchema.parse(JSON.parse(readFileSync(authorPath(desk), 'utf8')));
  } catch {
    return undefined;
  }
}

function authorPath(desk: EditDesk): string {
  return join(desk.cacheDir, 'author.json');
}
