import { literally } from './notification-source.ts';
import type { PersonalDataSource } from './source.ts';

const mine = `workspace_id = $1 and concat(args, preview, result) ilike '%' || $2 || '%' escape '\\'`;
const values = (workspaceId: string | null, email: string) => [workspaceId, literally(email)];

/** What programs asked people to allow. */
export const approvalSource: PersonalDataSource = {
  id: 'core.approvals',
  owner: 'core',
  title: 'Approvals',
  export: ({ unit }, { email }) =>
    unit.run({
      text: `select action, args, preview, result, state, asked_at as "askedAt" from action_approvals where ${mine}`,
      values: values(unit.workspaceId, email),
    }),
  async erase({ unit }, { email }) {
    const text = `update action_approvals set args = '{}', args_hash = '', preview = '{}', versions = '[]', result = null
      where ${mine} and state <> 'waiting' returning id`;
    const gone = await unit.run({ text, values: values(unit.workspaceId, email) });
    const left = await unit.run({
      text: `select id from action_approvals where ${mine}`,
      values: values(unit.workspaceId, email),
    });
    const reason = 'They wait for somebody to decide. Decide, then erase once more.';
    return {
      erased: gone.length,
      kept: left.length > 0 ? [{ what: `${left.length} open approvals`, reason }] : [],
    };
  },
};
