import { Socket } from 'node:net';

/**
 * Runs Mozilla's scanner in a process of its own, which `observatory.ts` starts:
 *
 *   node scripts/observatory-scan.ts <the scanner's module> <host with path prefix> [<HTTP port> <HTTPS port>]
 *
 * The scanner asks ports 80 and 443 of the host; with ports given, what it asks goes to them on this machine,
 * so that it needs neither a name server nor the right to listen there. Prints what it found as JSON.
 */
const [module = '', host = '', http, https] = process.argv.slice(2);

interface Wanted {
  port?: number | string;
  lookup?: (...args: readonly unknown[]) => void;
  autoSelectFamily?: boolean;
}

if (http !== undefined && https !== undefined) {
  const ports = new Map([
    ['80', Number(http)],
    ['443', Number(https)],
  ]);
  const { connect } = Socket.prototype;
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    // Node's own modules pass the arguments as one list.
    const options = (Array.isArray(args[0]) ? args[0][0] : args[0]) as Wanted;
    const port = ports.get(String(options.port));
    if (port !== undefined) {
      options.port = port;
      options.autoSelectFamily = false;
      options.lookup = (_name, _options, answer) =>
        (answer as (error: null, address: string, family: number) => void)(null, '127.0.0.1', 4);
    }
    return Reflect.apply(connect, this, args);
  } as typeof connect;
}

const { scan } = (await import(module)) as { scan(host: string): Promise<object> };
process.stdout.write(JSON.stringify(await scan(host)));
