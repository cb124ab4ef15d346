import type { DistributionPlan, Kind } from './plan-distribution.ts';

const headings: Readonly<Record<Kind, string>> = {
  distributed: 'Distributed by workspace_id',
  reference: 'Reference tables, whole on every node',
  local: 'Local to the coordinator',
};

/** What no plan of tables settles, and nobody has built or tried. */
const unsettled: readonly string[] = [
  "The workspace must reach the nodes. Citus hands on the statement SET LOCAL within a transaction; Guildhall says select set_config('app.workspace_id', …), which stays on the coordinator, so the policies on the nodes would show no row. core/db/scope-sql.ts and core/db/run-once.ts need that change first.",
  'Reviewed functions run as the definer role, and Citus logs in at the nodes by the name of the role that asks. The definer role may not log in anywhere.',
  'An event is there when the coordinator has committed, the rows on a node a moment later: a listener may still read what was before.',
];

/** The plan for whoever runs it: what becomes of each table, the commands, and what does not go. */
export function describePlan({ tables, commands, breaks }: DistributionPlan): string {
  const parts = (Object.keys(headings) as Kind[]).map((kind) => {
    const names = tables.filter((one) => one.kind === kind).map(({ name }) => `-- ${name}`);
    return [`-- ${headings[kind]} (${names.length}):`, ...names].join('\n');
  });
  const troubles = breaks.length > 0 ? breaks.map((one) => `-- ${one}`) : ['-- Nothing.'];
  return [
    ...parts,
    commands.join('\n'),
    ['-- What would break, or behave differently:', ...troubles].join('\n'),
    ['-- Needed before it can serve, and not there yet:', ...unsettled.map((one) => `-- ${one}`)].join('\n'),
  ].join('\n\n');
}
