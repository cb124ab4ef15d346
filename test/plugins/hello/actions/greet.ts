import { type Ctx, defineAction } from 'guildhall/sdk';
import { z } from 'zod';
import { greeting } from '../resources/greeting.ts';

const input = z.strictObject({ name: z.string().min(1).max(200) });

export const greet = defineAction({
  id: 'hello.greeting.greet',
  title: 'Greet somebody',
  description: 'Writes down a warm greeting for somebody.',
  input,
  output: z.object({ greetingId: z.uuid() }),
  permission: 'hello:write',
  effect: 'write',
  risk: 'low',
  idempotent: false,
  run: greetSomebody,
});

async function greetSomebody(ctx: Ctx, { name }: z.infer<typeof input>) {
  const made = await ctx.db.table(greeting).create({ name: `Hello, ${name}!`, tone: 'warm' });
  return { greetingId: made.id };
}
