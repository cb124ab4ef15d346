import semver from 'semver';
import { complaint } from '../problem.ts';
import type { Check } from './check.ts';

export const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Names with an address or a table prefix of the core's own. */
const taken = new Set(
  'account action action-rules actions admin api approvals archive assets audit backup core custom docs event events export exports guildhall home import imports instance listener mcp members meter notification p plugin rate regions schedule search session settings setup system user users w webhook workspace workspaces'.split(
    ' ',
  ),
);

export const checkIdentity: Check = function* (plugin, company) {
  const { id, version, compatible } = plugin;
  if (!kebabCase.test(id)) yield complaint('id', `"${id}" must be kebab-case, such as "my-plugin".`);
  if (id.length > 30)
    yield complaint('id', 'It must have at most 30 characters: it prefixes names in the database.');
  if (taken.has(id)) yield complaint('id', `"${id}" is a word of the core's own. Choose another.`);
  if (!semver.valid(version)) yield complaint('version', `"${version}" is no version. Write it as 1.0.0.`);
  yield* checkCompatible(compatible, company.version);
};

function* checkCompatible(range: string, ours: string) {
  if (!semver.validRange(range)) {
    yield complaint('compatible', `"${range}" is no range of versions. Write it as ^${ours}.`);
  } else if (!semver.satisfies(ours, range, { includePrerelease: true })) {
    const fix = 'Install a version of the plugin made for this one, or widen the range after trying it.';
    yield complaint('compatible', `it works with Guildhall ${range}, and this is ${ours}. ${fix}`);
  }
}
