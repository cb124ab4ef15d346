import { all, type Ctx, definePage } from 'guildhall/sdk';
import { z } from 'zod';
import { greeting } from '../resources/greeting.ts';

export const overview = definePage({
  path: '/overview',
  title: 'Greetings at a glance',
  permission: 'hello:read',
  view: 'overview',
  input: z.strictObject({}),
  model: countThem,
});

async function countThem(ctx: Ctx) {
  return { count: await ctx.db.table(greeting).count(all()) };
}
