import type { PersonalDataSource } from './source.ts';

const byThem = `
  from events e join workspace_people() p on e.actor = 'user:' || p.id where e.workspace_id = $1 and p.email = $2`;

/** What a member did lately, by their id alone. */
export const changeLogSource: PersonalDataSource = {
  id: 'core.change-log',
  owner: 'core',
  title: 'Change log',
  export: ({ unit }, { email }) =>
    unit.run({
      text: `select e.event, e.record_id as "recordId", e.at ${byThem} order by e.id limit 10000`,
      values: [unit.workspaceId, email],
    }),
  async erase({ unit }, { email }) {
    const [row] = await unit.run<{ count: number }>({
      text: `select count(*)::integer as count ${byThem}`,
      values: [unit.workspaceId, email],
    });
    const count = row?.count ?? 0;
    const reason = 'It says who changed what, by an id without a name, and goes by itself after a week.';
    return { erased: 0, kept: count > 0 ? [{ what: `${count} lines of the change log`, reason }] : [] };
  },
};
