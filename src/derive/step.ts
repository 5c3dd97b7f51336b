import type { Archive } from '../model/archive.ts';
import type { Converter } from '../variant/converter.ts';
import type { DerivedCache } from './kept/derived-cache.ts';

/** What every step is given: the archive, the output and what is kept, nothing else. */
export interface DeriveContext {
  readonly archive: Archive;
  /** Absolute path of the folder that the site is built in. */
  readonly out: string;
  /** Origin and path prefix of the site; the prefix has a leading and a trailing slash. */
  readonly origin: string;
  readonly base: string;
  /** What gives each page, by its address without the base, its Traditional text. */
  readonly converterOf: (address: string) => Converter;
  /**
   * The step's own store of what it derived in the last build.
   * @param module the module that derives (`import.meta.url`): its code, and all it reaches, is part of every key.
   * @param settings plain data that decides every entry beside that code.
   */
  readonly cache: (module: string, settings?: unknown) => DerivedCache;
  /** Where the step may leave files between builds that are of no value but time; absolute, its own. */
  readonly scratch: string;
  readonly warn: (message: string) => void;
}

/** What is known only when Astro has written the pages. */
export interface BuiltPages {
  /** Paths of the Simplified pages below the output folder, sorted: `404.html`, `years/2019/index.html`. */
  readonly files: readonly string[];
  /** Which code stands in the scripts that readers load. */
  readonly shipped: ShippedCode;
}

/** As the bundler says. */
export interface ShippedCode {
  /** Folders of packages, POSIX, from the root: `node_modules/pinyin-pro`. */
  readonly packages: ReadonlySet<string>;
  /** POSIX paths of the project's own modules, from the root. */
  readonly modules: ReadonlySet<string>;
}

/** What development answers in the place of a file that a build would have written. */
export interface Answer {
  /** With its charset where it is text. */
  readonly type: string;
  readonly body: string | Uint8Array;
  /** 200 when left out. */
  readonly status?: number;
}

/** What a step is given in development. */
export interface ServeContext extends Omit<DeriveContext, 'out'> {
  /** Asks this server for a Simplified page or file by its address without the base. */
  readonly simplified: (address: string) => Promise<Response>;
}

/** Work that goes on while Astro writes pages. */
export interface EarlyWork {
  /** Told each page that Astro begins: its path below the output folder. */
  announce(file: string): void;
  /** Wall time that it took by itself, known when its step has run; to be printed. */
  readonly seconds?: number | undefined;
}

/** One thing that is derived from the archive or the pages. Its folder is whole: nothing of it stands elsewhere. */
export interface Step {
  /** Also the name of its folder. */
  readonly name: string;
  /** In Chinese, as a build prints it. */
  readonly title: string;
  /** What must be there before: `archive`, `pages`, or the names of steps; `everything` for what closes a build. */
  readonly needs: readonly string[];
  /** Addresses, without the base, of all files that it writes. */
  readonly writes: RegExp;
  /** Begins what can be made while Astro writes pages; {@link run} gets it back. */
  early?(context: DeriveContext): EarlyWork | undefined;
  run(
    context: DeriveContext,
    pages: BuiltPages,
    early: EarlyWork | undefined,
  ): Promise<void> | void;
  /**
   * Answers for its files in development, where no build has run; undefined for what is not its own.
   * @param address without the base, decoded.
   */
  answer?(address: string, context: ServeContext): Promise<Answer | undefined> | Answer | undefined;
}
