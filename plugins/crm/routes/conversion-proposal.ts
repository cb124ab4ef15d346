import { type Ctx, defineRoute } from 'guildhall/sdk';
import { z } from 'zod';
import type { Conversion } from '../domain/prospects/convert-prospect.ts';
import { suggestConversion } from '../domain/prospects/suggest-conversion.ts';
import { prospect } from '../resources/prospect.ts';

const input = z.strictObject({ prospectId: z.uuid('Give the id of a prospect.') });

async function answer(ctx: Ctx, { prospectId }: z.infer<typeof input>): Promise<Conversion> {
  return suggestConversion(ctx, await ctx.db.table(prospect).get(prospectId));
}

export const conversionProposal = defineRoute({
  method: 'get',
  path: '/conversion-proposals/:prospectId',
  summary: 'What converting a prospect would link and make',
  access: 'crm:read',
  input,
  run: answer,
});
