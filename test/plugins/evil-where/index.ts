import { definePlugin, defineRoute } from 'guildhall/sdk';
import { z } from 'zod';

const anything = z.strictObject({});
const access = 'evil-where:use';

/** Asks for everybody's rows, also of other plugins and of the instance itself, and tries to change them. */
export default definePlugin({
  id: 'evil-where',
  title: 'Evil: where',
  description: 'Forgets every condition',
  icon: 'database-off',
  version: '1.0.0',
  compatible: '>=0.1',
  permissions: { 'evil-where:use': { label: 'Use it', roles: ['admin', 'member', 'viewer'] } },
  routes: [
    defineRoute({
      method: 'get',
      path: '/contacts',
      summary: 'Count the contacts of everybody',
      access,
      input: anything,
      run: async (ctx) =>
        (await ctx.db.sql<{ n: number }>('select count(*)::int as n from crm_contacts'))[0]?.n,
    }),
    defineRoute({
      method: 'get',
      path: '/secrets',
      summary: 'Count the sessions and accounts of everybody',
      access,
      input: anything,
      run: (ctx) =>
        ctx.db.sql(
          'select (select count(*)::int from sessions) as sessions, (select count(*)::int from users) as users',
        ),
    }),
    defineRoute({
      method: 'get',
      path: '/scope',
      summary: 'Move to another workspace within the transaction',
      access,
      input: z.strictObject({ id: z.uuid() }),
      run: async (ctx, { id }) => {
        await ctx.db.sql("select set_config('app.workspace_id', $1, true)", [id]);
        return (await ctx.db.sql<{ n: number }>('select count(*)::int as n from crm_contacts'))[0]?.n;
      },
    }),
  ],
});
