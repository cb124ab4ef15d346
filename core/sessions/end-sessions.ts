import { sessionsTopic } from '../access/topics.ts';
import { inInstance } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';

/** Ends all sessions of a person, the one they use now included. */
export async function endSessionsOf(runtime: Runtime, userId: string): Promise<void> {
  await inInstance(runtime.database, (unit) =>
    unit.run({ text: 'delete from sessions where user_id = $1', values: [userId] }),
  );
  await runtime.broadcast.tell(sessionsTopic, userId);
}
