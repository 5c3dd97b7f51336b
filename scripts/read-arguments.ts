import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What a command takes. */
export interface Taken<Given extends Options> {
  /** In Chinese, begins with 用法. */
  readonly usage: string;
  readonly options?: Given;
  /** How many words without a dash it takes at most; none when left out. */
  readonly words?: number;
  /** What the first of them is, in Chinese, where the command can do nothing without it. */
  readonly needs?: string;
}

/** A command was typed otherwise than it is used; the message is the reason and the usage, in Chinese. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';

  /** Both in Chinese. */
  constructor(reason: string, usage: string) {
    super(`${reason}\n${usage.trimEnd()}`);
  }
}

/** `--help` was asked for; the message is the usage. */
export class HelpAsked extends Error {
  override readonly name = 'HelpAsked';
}

/**
 * Reads the arguments of a command: the same way for all.
 *
 * @throws {WrongUse} for an unknown option, one without its value, or a word too many or too few.
 * @throws {HelpAsked} for `--help` and `-h`.
 */
export function readArguments<const Given extends Options>(
  { usage, options, words = 0, needs }: Taken<Given>,
  args: readonly string[] = process.argv.slice(2),
) {
  const end = args.indexOf('--');
  const own = end < 0 ? args : args.slice(0, end);
  if (own.includes('--help') || own.includes('-h')) throw new HelpAsked(usage);
  const wrong = (reason: string) => new WrongUse(reason, usage);
  let read: ReturnType<typeof parse>;
  const parse = () =>
    parseArgs({ args: [...args], allowPositionals: true, options: options ?? ({} as Given) });
  try {
    read = parse();
  } catch (error) {
    throw wrong(reasonOf(error));
  }
  for (const [name, value] of Object.entries(read.values)) {
    if ([value].flat().includes('')) throw wrong(`--${name} 后面没有写内容。`);
  }
  const extra = read.positionals[words];
  if (extra !== undefined) throw wrong(`多了“${extra}”。`);
  if (read.positionals.includes('')) throw wrong('有一处引号里是空的。');
  if (needs !== undefined && read.positionals.length === 0) throw wrong(`没有写${needs}。`);
  return read;
}

function reasonOf(error: unknown): string {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const [, option = ''] = /'(-[^' ]*)/.exec(message) ?? [];
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `没有 ${option} 这个选项。`;
  if (/does not take an argument/.test(message)) return `${option} 后面不写内容。`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `${option} 后面没有写内容。`;
  throw error;
}
