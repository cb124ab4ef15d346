import type { Broadcast } from '../db/broadcast.ts';
import { modulesTopic } from '../modules/enabled-plugins.ts';
import type { Runtime } from '../runtime.ts';
import { loadPerson, type Person } from '../users/person.ts';
import { type FreshCache, freshCache } from './fresh-cache.ts';
import { type KeyStanding, loadKeyStanding } from './load-key-standing.ts';
import { loadMemberships, type Membership } from './membership.ts';
import { apiKeysTopic, membershipsTopic, peopleTopic, workspacesTopic } from './topics.ts';

/** What one process knows of people's rights. */
export interface AccessMemory {
  /** By the hash of the key. */
  readonly keys: FreshCache<KeyStanding>;
  /** By the person's id. */
  readonly memberships: FreshCache<readonly Membership[]>;
  readonly people: FreshCache<Person>;
}

/** Word of a change ends it at once; should word get lost, this does. */
const maxAgeMs = 1_000;
const most = 10_000;
const topics = [membershipsTopic, peopleTopic, apiKeysTopic, workspacesTopic, modulesTopic];

const memories = new WeakMap<Broadcast, AccessMemory>();

/** One memory per process: its broadcast lives exactly as long. */
export function accessMemory(runtime: Runtime): AccessMemory {
  const known = memories.get(runtime.broadcast);
  if (known) return known;
  const memory = remember(runtime);
  memories.set(runtime.broadcast, memory);
  return memory;
}

/** Rights change rarely, so any change forgets everything: nothing can be missed by a wrong key. */
function remember(runtime: Runtime): AccessMemory {
  const memory: AccessMemory = {
    keys: freshCache({ load: (hash) => loadKeyStanding(runtime, hash), maxAgeMs, most }),
    memberships: freshCache({ load: (id) => loadMemberships(runtime.database, id), maxAgeMs, most }),
    people: freshCache({ load: (id) => loadPerson(runtime.database, id), maxAgeMs, most }),
  };
  for (const topic of topics) {
    runtime.broadcast.hear(topic, () => {
      for (const cache of Object.values(memory)) cache.clear();
    });
  }
  return memory;
}
