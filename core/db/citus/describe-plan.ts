import type { DistributionPlan, Kind } from './plan-distribution.ts';

const headings: Readonly<Record<Kind, string>> = {
  distributed: 'Distributed by workspace_id',
  reference: 'Reference tables, whole on every node',
  local: 'Local to the coordinator',
};

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
  ].join('\n\n');
}
