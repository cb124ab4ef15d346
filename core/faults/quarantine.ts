import { inInstance } from '../db/unit-of-work.ts';
import type { AuditActor } from '../kernel/states/audit.ts';
import { type Deciding, moveState } from '../lifecycle/move-state.ts';
import { breakersTopic } from './breakers-topic.ts';

const instance: AuditActor = { userId: null, name: 'The instance' };

/**
 * Takes a plugin out of use for everybody, on every node within a second and over restarts, until an admin
 * releases it. Its data and the switches of workspaces stay as they are.
 *
 * @returns false when it was in quarantine already; the first reason stays
 */
export async function quarantinePlugin(
  runtime: Deciding,
  id: string,
  reason: string,
  by: AuditActor = instance,
): Promise<boolean> {
  const { from, to } = await moveState(runtime, id, 'quarantined', { by, reason: reason.slice(0, 4_000) });
  return from !== to;
}

/**
 * Lets a quarantined plugin back in. Where its code is loaded it works again at once; a process that started
 * while it was in quarantine loads it at its next start. @returns false when it was not in quarantine
 */
export async function releasePlugin(
  runtime: Deciding,
  id: string,
  by: AuditActor = instance,
  reason = 'It was released.',
): Promise<boolean> {
  await forgetFaults(runtime, id);
  const { from, to } = await moveState(runtime, id, 'installed', { by, reason });
  return from !== to;
}

/** As if it had never failed, in every process: for a plugin that was mended. */
export async function forgetFaults(
  { database, broadcast }: Pick<Deciding, 'database' | 'broadcast'>,
  id: string,
): Promise<void> {
  const text = 'delete from plugin_breakers where id = $1';
  await inInstance(database, (unit) => unit.run({ text, values: [id] }));
  await broadcast.tell(breakersTopic, id);
}
