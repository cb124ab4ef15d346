import pg from 'pg';
import { type RoleFacts, readRoleFacts } from './role-facts.ts';
import { planRoles, type RolePlan, type RoleRequest } from './role-plan.ts';
import { databaseStatements, passwordStatement, roleStatements } from './role-steps.ts';
import { type FailedStatement, RolesNotReady } from './roles-not-ready.ts';
import { canLogIn, withClient } from './with-client.ts';

export interface PreparedRoles {
  /** Runs migrations. */
  readonly ownerUrl: string;
  /** Serves requests; check it with `checkAppRole` before use. */
  readonly appUrl: string;
}

const oldestVersion = 150_000;

/** Makes the roles and rights Guildhall needs, or changes nothing when all is there. Safe in several processes at once. */
export async function prepareRoles(request: RoleRequest): Promise<PreparedRoles> {
  return withClient(request.adminUrl, async (admin) => {
    const plan = await planRoles(request, admin);
    if (!(await isPrepared(plan, admin))) await prepareAlone(plan, admin);
    return { ownerUrl: plan.ownerUrl, appUrl: plan.appUrl };
  });
}

async function isPrepared(plan: RolePlan, admin: pg.Client): Promise<boolean> {
  if (!(await hasDatabase(plan, admin))) return false;
  const missing = await onTarget(plan, admin, async (client) =>
    missingStatements(plan, await factsOf(plan, client)),
  );
  if (missing.length > 0) return false;
  const logins = plan.isSuperuser ? [plan.ownerUrl, plan.appUrl] : [plan.appUrl];
  return (await Promise.all(logins.map(canLogIn))).every(Boolean);
}

/** The lock is tied to the session, so it goes even if this process is killed. */
async function prepareAlone(plan: RolePlan, admin: pg.Client): Promise<void> {
  await admin.query("select pg_advisory_lock(hashtext('guildhall roles'))");
  try {
    if (plan.isSuperuser) await prepareServer(plan, admin);
    await onTarget(plan, admin, (client) => prepareDatabase(plan, client));
    await repairLogins(plan, admin);
  } finally {
    await admin.query("select pg_advisory_unlock(hashtext('guildhall roles'))");
  }
}

async function prepareServer(plan: RolePlan, admin: pg.Client): Promise<void> {
  const { names, passwords } = plan;
  const facts = await readRoleFacts(admin, names);
  for (const sql of roleStatements(facts, names, passwords)) await admin.query(sql);
  const [database, owner] = [pg.escapeIdentifier(names.database), pg.escapeIdentifier(names.owner)];
  if (!(await hasDatabase(plan, admin))) {
    await admin.query(`create database ${database} owner ${owner} template template0 encoding 'UTF8'`);
  }
}

async function prepareDatabase(plan: RolePlan, client: pg.Client): Promise<void> {
  const failed: FailedStatement[] = [];
  for (const sql of missingStatements(plan, await factsOf(plan, client))) {
    await client.query(sql).catch((error: Error) => failed.push({ sql, reason: error.message }));
  }
  if (failed.length > 0) throw new RolesNotReady(plan.names.database, readUserOf(plan), failed);
}

function missingStatements(plan: RolePlan, facts: RoleFacts): string[] {
  const { names, passwords } = plan;
  const handOver = `alter database ${pg.escapeIdentifier(names.database)} owner to ${pg.escapeIdentifier(names.owner)}`;
  return [
    ...roleStatements(facts, names, passwords),
    ...(plan.isSuperuser && !facts.ownsDatabase ? [handOver] : []),
    ...databaseStatements(facts, names),
  ];
}

async function factsOf(plan: RolePlan, client: pg.Client): Promise<RoleFacts> {
  const facts = await readRoleFacts(client, plan.names);
  if (facts.version < oldestVersion) {
    throw new Error(
      `DATABASE_URL leads to a PostgreSQL older than 15 (${facts.version}). Use version 15 to 18.`,
    );
  }
  if (facts.encoding !== 'UTF8') {
    throw new Error(
      `The database ${plan.names.database} is in ${facts.encoding}. Make one with: create database ... encoding 'UTF8'.`,
    );
  }
  return facts;
}

async function repairLogins(plan: RolePlan, admin: pg.Client): Promise<void> {
  const { names, passwords } = plan;
  if (plan.isSuperuser) await repairLogin(plan.ownerUrl, names.owner, passwords.owner, admin);
  await repairLogin(plan.appUrl, names.app, passwords.isAppByHand ? undefined : passwords.app, admin);
}

/** After the administrator's password changed, the derived ones change with it. */
async function repairLogin(
  url: string,
  role: string,
  password: string | undefined,
  admin: pg.Client,
): Promise<void> {
  if (await canLogIn(url)) return;
  if (!password) throw new Error(cannotLogIn(role));
  await admin.query(passwordStatement(role, password)).catch((cause: unknown) => {
    throw new Error(cannotLogIn(role), { cause });
  });
  if (!(await canLogIn(url))) throw new Error(cannotLogIn(role));
}

function cannotLogIn(role: string): string {
  return (
    `PostgreSQL does not let the role ${role} log in. ` +
    'Give it a password as a superuser, write it into DATABASE_APP_URL, and see that pg_hba.conf lets it in.'
  );
}

async function hasDatabase({ names }: RolePlan, admin: pg.Client): Promise<boolean> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [names.database]);
  return rowCount === 1;
}

/** On the connection we have when it is to the right database, else on one of its own. */
async function onTarget<T>(
  plan: RolePlan,
  admin: pg.Client,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  return admin.database === plan.names.database ? work(admin) : withClient(plan.targetUrl, work);
}

function readUserOf(plan: RolePlan): string {
  return decodeURIComponent(new URL(plan.targetUrl).username);
}
