import { processMemory } from '../access/process-memory.ts';
import { workspacesTopic } from '../access/topics.ts';
import { readInstance } from '../db/read-instance.ts';
import type { Runtime } from '../runtime.ts';
import type { Workspace } from '../sdk/index.ts';

/** Word of a change ends it at once; should word get lost, this does. */
const maxAgeMs = 10_000;
const most = 10_000;
const memory = processMemory({ topic: workspacesTopic, maxAgeMs, most, load: loadWorkspace });

/** A workspace for work that nobody's request asks for; null when it is gone. */
export function workspaceOf(runtime: Runtime, id: string): Promise<Workspace | null> {
  return memory.of(runtime, id);
}

async function loadWorkspace({ database }: Runtime, id: string): Promise<Workspace | null> {
  const text = 'select id, slug, name, currency, timezone, locale from workspaces where id = $1';
  const [row] = await readInstance<Workspace>(database, { text, values: [id] });
  return row ?? null;
}
