import type { z } from 'zod';
import { ConfigurationError, type ConfigurationProblem } from './errors.ts';
import {
  type Config,
  type EnvironmentVariable,
  environmentSchema,
  environmentVariables,
  notesOf,
} from './schema.ts';

export type EnvironmentSource = Readonly<Record<string, string | undefined>>;

/** Reads and checks the environment; throws one ConfigurationError that lists every problem. */
export function loadConfig(env: EnvironmentSource = process.env): Config {
  const parsed = environmentSchema.safeParse(ownVariables(env));
  const problems = [...(parsed.error?.issues ?? []).map(describeIssue), ...contradictions(env)];
  if (problems.length > 0 || !parsed.data) throw new ConfigurationError(problems);
  return inCamelCase(parsed.data) as Config;
}

/** An empty variable counts as absent: compose files and CI systems set them that way. */
function ownVariables(env: EnvironmentSource): Record<string, string> {
  const present = environmentVariables.flatMap((variable) => {
    const value = env[variable]?.trim();
    return value ? [[variable, value] as const] : [];
  });
  return Object.fromEntries(present);
}

function describeIssue(issue: z.core.$ZodIssue): ConfigurationProblem {
  const variable = issue.path[0] as EnvironmentVariable;
  return { variable, problem: issue.message, fix: notesOf(variable).fix };
}

function contradictions(env: EnvironmentSource): ConfigurationProblem[] {
  return [...aloneWithout(env, 'DATABASE_APP_URL', 'DATABASE_URL'), ...oldKeyAlone(env)];
}

function aloneWithout(
  env: EnvironmentSource,
  variable: EnvironmentVariable,
  other: EnvironmentVariable,
): ConfigurationProblem[] {
  if (!env[variable] || env[other]) return [];
  const fix = 'Set both, or neither to use the embedded PostgreSQL.';
  return [{ variable, problem: `is set without ${other}`, fix }];
}

function oldKeyAlone(env: EnvironmentSource): ConfigurationProblem[] {
  if (!env.SECRETS_KEY_PREVIOUS || env.SECRETS_KEY) return [];
  const fix = 'Set SECRETS_KEY to the new key as well.';
  return [{ variable: 'SECRETS_KEY_PREVIOUS', problem: 'is set without SECRETS_KEY', fix }];
}

function inCamelCase(environment: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(environment).map(([variable, value]) => [camelCase(variable), value]);
  return Object.freeze(Object.fromEntries(entries));
}

function camelCase(variable: string): string {
  return variable.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
