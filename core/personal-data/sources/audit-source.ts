import { forgetAudited } from '../../audit/forget-audited.ts';
import type { Runtime } from '../../runtime.ts';
import { literally } from './notification-source.ts';
import type { PersonalDataSource } from './source.ts';

const mentions = `concat(changes, args, result) ilike '%' || $2 || '%' escape '\\'`;
const byThem = 'user_id in (select id from workspace_people() where email = $3)';
/** A record that once had their address as a value is theirs, whatever a later change of it speaks of. */
const ofTheirs = `record_id in (
  select record_id from audit_log where workspace_id = $1 and changes::text ilike '%"' || $2 || '"%' escape '\\')`;

/** What they did, and the values of what was done to records about them; not those of others they worked on. */
const held = `
  select at, action, resource, record_id as "recordId", kind, door,
    case when is_about then changes end as changes, case when is_about then args end as args,
    case when is_about then result end as result
  from (select *, (${mentions} or ${ofTheirs}) as is_about from audit_log where workspace_id = $1) as lines
  where is_about or ${byThem} order by id limit 10000`;

/** The audit keeps who did what and when, also of those who are gone; the values about them it can do without. */
export function auditSource(runtime: Pick<Runtime, 'target'>): PersonalDataSource {
  return {
    id: 'core.audit',
    owner: 'core',
    title: 'Audit',
    export: ({ unit }, { email }) =>
      unit.run({ text: held, values: [unit.workspaceId, literally(email), email] }),
    async erase({ unit }, { email }) {
      const erased = await forgetAudited(runtime, unit, { mention: `%${literally(email)}%` });
      const text = `select count(*)::integer as count from audit_log where workspace_id = $1
        and user_id in (select id from workspace_people() where email = $2)`;
      const [row] = await unit.run<{ count: number }>({ text, values: [unit.workspaceId, email] });
      const count = row?.count ?? 0;
      const reason = 'It says who did what and when, and nobody may strike from it.';
      return { erased, kept: count > 0 ? [{ what: `${count} lines of the audit`, reason }] : [] };
    },
  };
}
