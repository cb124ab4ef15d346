import { corePermissions } from '../../core/access/core-permissions.ts';
import { checkPlugins } from '../../core/kernel/check-plugins.ts';
import { definePlugin, type Plugin } from '../../core/sdk/index.ts';

/** A declaration with nothing wrong, and with these parts. */
export function declared(id: string, parts: Partial<Plugin> = {}): Plugin {
  const usual = { id, title: id, description: id, icon: 'plug', version: '1.0.0', compatible: '*' };
  return definePlugin({ ...usual, permissions: {}, ...parts });
}

/** What the kernel says about the first of these plugins, without its name in front. */
export function problemsOf(...plugins: readonly Plugin[]): string[] {
  const imported = plugins.map((exported) => ({
    candidate: { name: exported.id, folder: exported.id, codeFolder: exported.id, origin: 'folder' as const },
    exported,
  }));
  const permissions = Object.keys(corePermissions);
  const ourselves = { version: '0.1.0', corePermissions: permissions, atRest: [] };
  const [first] = checkPlugins(imported as never, ourselves);
  return (first?.problems ?? []).map((problem) => problem.replace(/^Plugin "[^"]+"(, )?/, ''));
}
