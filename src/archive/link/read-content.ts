import type { GlossaryEntry } from '../../model/glossary.ts';
import type { Issuer } from '../../model/issuer.ts';
import type { Redirect } from '../../model/redirect.ts';
import type { ArchiveImage } from '../../model/report.ts';
import type { ShareCard } from '../../model/share-card.ts';
import type { Site } from '../../model/site.ts';
import type { ContentFiles } from '../read/content-files.ts';
import type { ReadDocument } from '../read/read-document.ts';
import type { ReadEdition } from '../read/read-edition.ts';
import type { ReadReport } from '../read/read-report.ts';
import type { HashedFile } from '../read/regular-file.ts';
import type { YamlSource } from '../read/yaml-source.ts';

/** What was read, file by file; the parts that could not be used are undefined. */
export interface ReadContent {
  readonly contentDir: string;
  /** Measures a file of an absolute path. */
  readonly hash: (path: string) => HashedFile;
  readonly site: Site | undefined;
  readonly issuers: {
    readonly value: readonly Issuer[] | undefined;
    readonly source: YamlSource | undefined;
  };
  readonly glossary: readonly GlossaryEntry[];
  readonly redirects: {
    readonly value: readonly Redirect[] | undefined;
    readonly source: YamlSource | undefined;
  };
  readonly editions: readonly ReadEdition[];
  readonly reports: readonly ReadReport[];
  /** Of the content folder, and those of this project that stand in for missing ones. */
  readonly documents: readonly ReadDocument[];
  readonly files: ContentFiles;
  readonly images: ReadonlyMap<string, ArchiveImage>;
  readonly card: ShareCard | undefined;
}
