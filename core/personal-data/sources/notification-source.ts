import type { PersonalDataSource } from './source.ts';

const mine = `workspace_id = $1 and (payload::text ilike '%' || $2 || '%' escape '\\'
  or user_id in (select id from workspace_people() where email = $3))`;

/** What a person was told, and what others were told about them. */
export const notificationSource: PersonalDataSource = {
  id: 'core.notifications',
  owner: 'core',
  title: 'Notifications',
  export: ({ unit }, { email }) =>
    unit.run({
      text: `select type, payload, created_at as "at", read_at as "readAt" from notifications where ${mine}`,
      values: [unit.workspaceId, literally(email), email],
    }),
  async erase({ unit }, { email }) {
    const gone = await unit.run({
      text: `delete from notifications where ${mine} returning id`,
      values: [unit.workspaceId, literally(email), email],
    });
    return { erased: gone.length, kept: [] };
  },
};

/** `%` and `_` of an address mean themselves. */
export function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
