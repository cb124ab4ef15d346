import { complaint, listed } from '../problem.ts';
import type { Check } from './check.ts';

/** Whoever keeps something about people can give it out and erase it. */
export const checkPersonalData: Check = function* ({ id, resources = [], personalData = [] }) {
  const answered = new Set(personalData.flatMap(({ tables }) => tables));
  for (const resource of resources) {
    const personal = Object.entries(resource.fields).filter(([, field]) => field.personal);
    const { table } = resource.options;
    if (personal.length === 0 || answered.has(table)) continue;
    const names = listed(personal.map(([name]) => name));
    const fix = `Name ${table} in a definePersonalData({ tables: … }).`;
    yield complaint(
      `resource ${resource.id}`,
      `It holds ${names} of people, and nothing gives it out. ${fix}`,
    );
  }
  const prefix = `${id.replaceAll('-', '_')}_`;
  for (const { id: name, tables } of personalData) {
    for (const table of tables.filter((one) => !one.startsWith(prefix))) {
      yield complaint(`personal data ${name}.tables`, `"${table}" is no table of this plugin.`);
    }
  }
};
