import { apiKeysTopic, membershipsTopic, peopleTopic, workspacesTopic } from '../../access/topics.ts';
import { type Broadcast, everything } from '../../db/broadcast.ts';
import { modulesTopic } from '../../modules/enabled-plugins.ts';
import { mutingTopic } from '../../muting/is-muted.ts';

const changed = [membershipsTopic, peopleTopic, apiKeysTopic, workspacesTopic, modulesTopic, mutingTopic];

/** A workspace came from an archive: what processes remember of people, rights and modules is out of date. */
export async function tellRestored(broadcast: Pick<Broadcast, 'tell'>): Promise<void> {
  for (const topic of changed) await broadcast.tell(topic, everything);
}
