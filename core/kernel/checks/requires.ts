import semver from 'semver';
import { complaint } from '../problem.ts';
import type { Check, Company } from './check.ts';

export const checkRequires: Check = function* (plugin, company) {
  if (plugin.bridge && Object.keys(plugin.requires ?? {}).length === 0) {
    yield complaint('bridge', 'A bridge is on where all it requires are on. Name both sides in requires.');
  }
  for (const [id, range] of Object.entries(plugin.requires ?? {})) {
    if (!semver.validRange(range)) {
      yield complaint(`requires.${id}`, `"${range}" is no range of versions. Write it as ^1.0.0.`);
    } else yield* checkRequired(id, range, company);
  }
};

function* checkRequired(id: string, range: string, { plugins, unreadable }: Company) {
  const required = plugins.get(id);
  if (unreadable.has(id)) return;
  if (!required) {
    yield complaint(`requires.${id}`, `"${id}" is not installed. Install it, or remove it from requires.`);
  } else if (!semver.satisfies(required.version, range, { includePrerelease: true })) {
    const fix = `Install a ${id} in that range, or change the range.`;
    yield complaint(
      `requires.${id}`,
      `it needs ${id} ${range}, and ${id} ${required.version} is installed. ${fix}`,
    );
  }
}
