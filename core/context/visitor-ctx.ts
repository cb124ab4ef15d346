import { type Ctx, columnName, type Db, NotAllowed } from '../sdk/index.ts';
import type { OpenCtx } from './open-ctx.ts';

/**
 * What a plugin's public page works with: its own tables and nothing else of the workspace. Nobody is signed in,
 * so no permission is held; the plugin decides what a visitor gets to see by asking for it.
 */
export function visitorCtx(ctx: OpenCtx, plugin: string): Ctx {
  const { unit: _unit, scope: _scope, db: _db, ...rest } = ctx;
  return { ...rest, can: () => false, db: ownTables(ctx.db, plugin) };
}

function ownTables(db: Db, plugin: string): Db {
  const prefix = `${columnName(plugin).replaceAll('-', '_')}_`;
  return {
    table(resource) {
      if (resource.plugin !== plugin)
        throw new NotAllowed(`A public page of ${plugin} opens no ${resource.id}.`);
      return db.table(resource);
    },
    from(table) {
      if (!table.startsWith(prefix))
        throw new NotAllowed(`A public page of ${plugin} opens no table ${table}.`);
      return db.from(table);
    },
    sql() {
      throw new NotAllowed(
        'A public page asks by table() or from(): SQL could reach what no visitor may see.',
      );
    },
  };
}
