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
          const name = packageOf(id);
          if (name !== undefined) shipped.packages.add(name);
          else if (id.startsWith(root + sep)) {
            const [file = ''] = relative(root, id).split(sep).join('/').split('?');
            shipped.modules.add(file);
          }
        }
      }
    },
  };
}

/** The package that a module is of; also of the helpers that the bundler and its compiler, oxc, put in themselves. */
function packageOf(id: string): string | undefined {
  if (id.includes('oxc-project')) return 'rolldown';
  if (/^\0?vite\//.test(id)) return 'vite';
  const inside = id.split(/[\\/]node_modules[\\/]/).at(-1) ?? '';
  if (inside === id) return undefined;
  const parts = inside.split(/[\\/]/);
  return parts.slice(0, inside.startsWith('@') ? 2 : 1).join('/');
}
