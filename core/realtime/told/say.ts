import { RateLimiterRes } from 'rate-limiter-flexible';
import type { z } from 'zod';
import { authorise } from '../../access/policy.ts';
import { callInWorkspace } from '../../context/call-in-workspace.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { gate } from '../../kernel/gate.ts';
import { inputForPlugin } from '../../kernel/input-for-plugin.ts';
import { timeLimits } from '../../kernel/time-limits.ts';
import type { Runtime } from '../../runtime.ts';
import { NotFound, RateLimited } from '../../sdk/index.ts';
import type { LiveSocket } from '../live-socket.ts';
import type { Answer, saidSchema } from '../messages.ts';
import type { SaidEvent, SaidEvents } from './said-events.ts';

interface Parts {
  readonly runtime: Runtime;
  readonly said: SaidEvents;
}

/** Of the connection it comes by. */
interface Sender {
  readonly data: Pick<LiveSocket['data'], 'visitor' | 'says'>;
}

/** A browser's message to a plugin: the gate, the policy, how often, what it says, and only then the plugin. */
export async function say(
  { runtime, said }: Parts,
  { data }: Sender,
  { workspace, event: id, input }: z.infer<typeof saidSchema>,
): Promise<Answer> {
  if (!data.says.take()) throw tooOften(60);
  const scope = await data.visitor.scopeIn(workspace);
  const found = said.get(id);
  if (!found) throw new NotFound('There is nothing here.');
  const { plugin, event } = found;
  gate(scope, plugin);
  authorise(viewerOf(runtime, scope), event.permission);
  await count(found, data.visitor.userId);
  const call = { plugin, what: `socket event ${id}`, limitMs: timeLimits(runtime.config).action };
  const read: unknown = inputForPlugin(runtime, call, event.input, input);
  const output = await callInWorkspace(runtime, scope, call, async (ctx) =>
    event.output.parse(await event.run(ctx, read)),
  );
  return { ok: true, output };
}

async function count({ limiter }: SaidEvent, userId: string): Promise<void> {
  await limiter.consume(userId).catch((reason: unknown) => {
    if (reason instanceof RateLimiterRes) throw tooOften(Math.ceil(reason.msBeforeNext / 1_000));
    throw reason;
  });
}

function tooOften(seconds: number): RateLimited {
  return new RateLimited('Too many messages in a minute. Wait a moment and go on.', {
    retryAfterSeconds: seconds,
  });
}
