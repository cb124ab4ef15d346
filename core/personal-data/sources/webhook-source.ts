import { literally } from './notification-source.ts';
import type { PersonalDataSource } from './source.ts';

const mine = `workspace_id = $1 and payload::text ilike '%' || $2 || '%' escape '\\'`;

/** What was received from outside and is kept for a month. */
export const webhookSource: PersonalDataSource = {
  id: 'core.webhooks',
  owner: 'core',
  title: 'Webhooks',
  export: ({ unit }, { email }) =>
    unit.run({
      text: `select payload, received_at as "at", handled_at as "handledAt" from webhook_deliveries where ${mine}`,
      values: [unit.workspaceId, literally(email)],
    }),
  async erase({ unit }, { email }) {
    const gone = await unit.run({
      text: `delete from webhook_deliveries where ${mine} returning id`,
      values: [unit.workspaceId, literally(email)],
    });
    return { erased: gone.length, kept: [] };
  },
};
