import { sessionsTopic } from '../access/topics.ts';
import { inInstance } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';

/** Ends all sessions of a person, but for the one they use to say so. */
export async function endSessionsOf(
  runtime: Runtime,
  userId: string,
  exceptSessionId: string | null = null,
): Promise<void> {
  await inInstance(runtime.database, (unit) =>
    unit.run({
      text: 'delete from sessions where user_id = $1 and sid is distinct from $2',
      values: [userId, exceptSessionId],
    }),
  );
  await runtime.broadcast.tell(sessionsTopic, userId);
}
