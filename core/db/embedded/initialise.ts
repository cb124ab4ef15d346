import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { program } from './binaries.ts';
import type { ClusterHome } from './cluster-home.ts';
import { runProgram, spawnOptions } from './run-program.ts';
import type { ServerUser } from './server-user.ts';
import { initialSettings } from './settings.ts';

export const superuser = 'postgres';

export interface Initialisation {
  readonly home: ClusterHome;
  readonly programs: string;
  readonly user: ServerUser | undefined;
  readonly password: string;
  readonly isThrowaway: boolean;
}

/** A start that was broken off a moment ago may still be writing there. */
const goneForSure = { recursive: true, force: true, maxRetries: 20, retryDelay: 20 };

/** Letters beyond ASCII count as letters only under a UTF-8 character type; the last one always exists. */
const characterTypes = ['C.UTF-8', 'en_US.UTF-8', 'C'];

export async function isInitialised(home: ClusterHome): Promise<boolean> {
  return (await readFile(join(home.data, 'PG_VERSION'), 'utf8').catch(() => '')) !== '';
}

/** Makes the database files beside their place and renames them when complete. */
export async function initialise(input: Initialisation): Promise<void> {
  const draft = `${input.home.data}.new`;
  const passwordFile = join(input.home.folder, 'password.tmp');
  await writeFile(passwordFile, `${input.password}\n`, { mode: 0o600 });
  if (input.user) await chown(passwordFile, input.user.uid, input.user.gid);
  try {
    await initialiseIn(draft, passwordFile, input);
    await rename(draft, input.home.data);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function initialiseIn(draft: string, passwordFile: string, input: Initialisation): Promise<void> {
  const said: string[] = [];
  for (const characterType of characterTypes) {
    await rm(draft, goneForSure);
    const { isDone, output } = await runProgram(
      program(input.programs, 'initdb'),
      initdbArguments(draft, passwordFile, characterType, input.isThrowaway),
      spawnOptions(input.user, input.home.folder),
    );
    if (isDone) return;
    said.push(output.trim());
    if (!output.includes('locale')) break;
  }
  throw new Error(`The embedded PostgreSQL could not make its files in ${draft}:\n${said.at(-1)}`);
}

function initdbArguments(
  folder: string,
  passwordFile: string,
  characterType: string,
  isThrowaway: boolean,
): string[] {
  return [
    `--pgdata=${folder}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    `--lc-ctype=${characterType}`,
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--text-search-config=simple',
    '--no-instructions',
    ...(isThrowaway ? ['--no-sync'] : []),
    ...Object.entries(initialSettings).map(([name, value]) => `--set=${name}=${value}`),
  ];
}
