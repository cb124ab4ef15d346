import { type EnvironmentVariable, environmentSchema, environmentVariables, notesOf } from './schema.ts';

/** The page `docs/operators/configuration.md`, made from the schema so that it cannot tell anything else. */
export function configurationPage(): string {
  return `${[opening, ...environmentVariables.map(describeVariable)].join('\n\n')}\n`;
}

const opening = `# Configuration

Guildhall is configured by environment variables. It needs none: without any it listens on
<http://127.0.0.1:3000> and keeps everything in \`./data\`. An empty variable counts as absent.

The configuration is checked before anything starts. When something is wrong the start ends with exit code 1 and a list
of every problem, each with the variable and the fix; values are never printed. A variable that starts with
\`GUILDHALL_\` and is not known is reported as a warning.

This page is written by \`npm run docs:config\` from \`config/areas\`.`;

function describeVariable(variable: EnvironmentVariable): string {
  const { description, example, secret } = notesOf(variable);
  const facts = [
    `Default: ${defaultOf(variable)}`,
    `Example: \`${example}\``,
    ...(secret ? ['A secret: keep it out of logs and version control'] : []),
  ];
  return [`## ${variable}`, '', description, '', ...facts.map((fact) => `- ${fact}`)].join('\n');
}

/** Asks the schema itself, as an operator who sets nothing would. */
function defaultOf(variable: EnvironmentVariable): string {
  if (variable === 'DATA_DIR') return '`./data`';
  if (variable === 'PLUGINS_DIR') return '`./plugins`';
  const value: unknown = environmentSchema.shape[variable].parse(undefined);
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return 'none';
  return `\`${String(value)}\``;
}
