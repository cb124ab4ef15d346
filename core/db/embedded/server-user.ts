import { readFile, stat } from 'node:fs/promises';

/** The account the server runs under; absent when it is our own. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const preferred = ['postgres', 'nobody', 'daemon'];

/** PostgreSQL refuses to run as root, so root lends it an account without rights: the one its files belong to, or a usual one. */
export async function findServerUser(dataFolder?: string): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const files = dataFolder && (await stat(dataFolder).catch(() => undefined));
  if (files && files.uid !== 0) return { name: `number ${files.uid}`, uid: files.uid, gid: files.gid };
  return findUsualUser();
}

async function findUsualUser(): Promise<ServerUser> {
  const accounts = parseAccounts(await readFile('/etc/passwd', 'utf8').catch(() => ''));
  const found = preferred
    .map((name) => accounts.find((account) => account.name === name))
    .find((account) => account !== undefined);
  if (!found) throw new Error(noAccount);
  return found;
}

export function parseAccounts(passwd: string): ServerUser[] {
  return passwd.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    if (!name || !/^\d+$/.test(uid ?? '') || !/^\d+$/.test(gid ?? '') || uid === '0') return [];
    return [{ name, uid: Number(uid), gid: Number(gid) }];
  });
}

const noAccount = [
  `The embedded PostgreSQL refuses to run as root, and there is no user ${preferred.join(', ')} to run it as.`,
  'Start Guildhall as an ordinary user, add a user named postgres, or set DATABASE_URL.',
].join(' ');
