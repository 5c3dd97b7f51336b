import { relative, sep } from 'node:path';
import type { ShippedCode } from '../derive/step.ts';

/** Filled while pages are built. */
export interface NotedCode extends ShippedCode {
  readonly packages: Set<string>;
  readonly modules: Set<string>;
}

/** A Vite plugin for the client's bundle that notes all that is in it. */
export function noteShippedCode(shipped: NotedCode, root: string) {
  return {
    name: 'shipped-code',
    applyToEnvironment: ({ name }: { readonly name: string }) => name === 'client',
    generateBundle(
      _options: unknown,
      bundle: Readonly<Record<string, { readonly modules?: Readonly<Record<string, unknown>> }>>,
    ) {
      for (const { modules = {} } of Object.values(bundle)) {
        for (const id of Object.keys(modules)) {
          const folder = packageOf(id, root);
          if (folder !== undefined) shipped.packages.add(folder);
          else if (id.startsWith(root + sep)) {
            const [file = ''] = relative(root, id).split(sep).join('/').split('?');
            shipped.modules.add(file);
          }
        }
      }
    },
  };
}

/**
 * The folder of the package that a module is of, nested ones as they stand; also of the helpers that the
 * bundler and its compiler, oxc, put in themselves.
 */
function packageOf(id: string, root: string): string | undefined {
  if (id.includes('oxc-project')) return 'node_modules/rolldown';
  if (/^\0?vite\//.test(id)) return 'node_modules/vite';
  const folder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(
    id.replace(/^\0/, ''),
  )?.[0];
  return folder && relative(root, folder).split(sep).join('/');
}
