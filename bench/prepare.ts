import { withClient } from '../core/db/roles/with-client.ts';
import { seedContacts, settle, takeSample } from './contacts.ts';
import type { BenchDatabase } from './database.ts';
import { makeWorkspace } from './people.ts';
import type { Sample } from './scenarios.ts';
import { type OursOptions, startOurs } from './start-ours.ts';

export interface Prepared {
  readonly workspaceId: string;
  readonly key: string;
  readonly sample: Sample;
}

/** Tables by the product's own first start, then people and contacts: most in one workspace, some in another. */
export async function prepare(
  database: BenchDatabase,
  options: OursOptions,
  contacts: number,
): Promise<Prepared> {
  const first = await startOurs(options);
  await first.stop();
  return withClient(database.superuserUrl, async (client) => {
    const measured = await makeWorkspace(client, 'measured');
    const other = await makeWorkspace(client, 'other');
    await seedContacts(client, measured.id, contacts);
    await seedContacts(client, other.id, Math.ceil(contacts / 5));
    await settle(client);
    const sample = await takeSample(client, measured.id);
    return { workspaceId: measured.id, key: measured.key, sample };
  });
}
