import type { EnvironmentSource } from './load-config.ts';
import { environmentVariables } from './schema.ts';

const prefix = 'GUILDHALL_';
const usedByTests = ['GUILDHALL_TEST_DATABASE_URL', 'GUILDHALL_CHROMIUM'];

/** A sentence for each variable that looks like ours and is not, usually a spelling mistake. */
export function unknownVariableWarnings(env: EnvironmentSource = process.env): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith(prefix) && !usedByTests.includes(name))
    .map((name) => `${name} is not a variable of Guildhall and has no effect. ${suggestion(name)}`);
}

function suggestion(name: string): string {
  const bare = name.slice(prefix.length);
  const meant = environmentVariables.find((variable) => variable === bare);
  return meant
    ? `Write ${meant}, without the prefix.`
    : 'docs/operators/configuration.md lists the variables.';
}
