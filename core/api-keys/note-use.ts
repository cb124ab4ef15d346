import { runOnce } from '../db/run-once.ts';
import type { Runtime } from '../runtime.ts';
import type { Actor } from '../sdk/index.ts';

const everyMs = 60_000;
const mostRemembered = 20_000;

/** Writes down that a key was used: at most once a minute, and nobody waits for it. */
export function keyUseNotes(runtime: Runtime): (workspaceId: string, actor: Actor) => void {
  const notedAt = new Map<string, number>();
  return (workspaceId, actor) => {
    if (actor.kind !== 'apiKey') return;
    const now = performance.now();
    const last = notedAt.get(actor.keyId);
    if (last !== undefined && now - last < everyMs) return;
    if (notedAt.size >= mostRemembered) notedAt.clear();
    notedAt.set(actor.keyId, now);
    noteUse(runtime, workspaceId, actor.keyId).catch((error: unknown) => {
      runtime.log.debug({ err: error }, 'The use of an API key could not be noted.');
    });
  };
}

/** Other processes note the same key, so the row has a say too. In one round trip, which a stop waits for. */
async function noteUse(runtime: Runtime, workspaceId: string, keyId: string): Promise<void> {
  await runOnce(runtime.database, workspaceId, {
    text: `update api_keys set last_used_at = $3 where workspace_id = $1 and id = $2
      and (last_used_at is null or last_used_at < $3::timestamptz - interval '1 minute')`,
    values: [workspaceId, keyId, runtime.now().toISOString()],
  });
}
