import { defineJob, definePlugin } from 'guildhall/sdk';
import { z } from 'zod';

/** Writes one row: as much as the bare libraries do beside it. */
export const mark = defineJob('tally.mark', z.strictObject({ number: z.int() }), {
  title: 'Make a mark',
  kind: 'transaction',
  run: async (ctx, { number }) => {
    const text = 'insert into tally_marks (workspace_id, id, number) values ($1, gen_random_uuid(), $2)';
    await ctx.db.sql(text, [ctx.workspace.id, number]);
  },
});

export default definePlugin({
  id: 'tally',
  title: 'Tally',
  description: 'A job that writes one row, to be measured.',
  icon: 'tallymarks',
  version: '1.0.0',
  compatible: '*',
  permissions: {},
  jobs: [mark],
});
