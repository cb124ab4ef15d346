import type pg from 'pg';
import { derivePassword } from './derived-password.ts';
import { type RoleNames, readLogin, withLogin } from './role-names.ts';
import type { RolePasswords } from './role-steps.ts';

export interface RoleRequest {
  /** A superuser, or the user that owns the database and is to own the tables. */
  readonly adminUrl: string;
  readonly prefix: string;
  /** The app role, when it was made by hand. */
  readonly appUrl?: string | undefined;
}

/** Who is who, decided before anything is changed. */
export interface RolePlan {
  readonly names: RoleNames;
  readonly passwords: RolePasswords;
  readonly isSuperuser: boolean;
  /** The administrator, on the database Guildhall works in. */
  readonly targetUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
}

/** A superuser gets an owner role made for it; any other administrator is the owner. */
export async function planRoles(request: RoleRequest, client: pg.Client): Promise<RolePlan> {
  const admin = readLogin(request.adminUrl);
  const { isSuperuser, user } = await readUser(client);
  const owner = isSuperuser ? `${request.prefix}_owner` : user;
  const database = isSuperuser && admin.database === 'postgres' ? request.prefix : admin.database;
  const app = planApp(request, admin.password, database);
  const ownerLogin = { user: owner, password: derivePassword(admin.password, owner), database };
  return {
    names: { owner, app: app.user, definer: `${request.prefix}_definer`, database },
    passwords: { owner: ownerLogin.password, app: app.password, isAppByHand: request.appUrl !== undefined },
    isSuperuser,
    targetUrl: withLogin(request.adminUrl, { ...admin, database }),
    ownerUrl: isSuperuser ? withLogin(request.adminUrl, ownerLogin) : request.adminUrl,
    appUrl: app.url,
  };
}

function planApp(request: RoleRequest, adminPassword: string | undefined, database: string) {
  if (request.appUrl !== undefined) return { ...readLogin(request.appUrl), url: request.appUrl };
  const user = `${request.prefix}_app`;
  const password = derivePassword(adminPassword, user);
  return { user, password, url: withLogin(request.adminUrl, { user, password, database }) };
}

async function readUser(client: pg.Client): Promise<{ isSuperuser: boolean; user: string }> {
  const { rows } = await client.query<{ isSuperuser: boolean; user: string }>(
    'select rolsuper as "isSuperuser", rolname::text as "user" from pg_roles where rolname = current_user',
  );
  const [row] = rows;
  if (!row) throw new Error('PostgreSQL does not say who the user of DATABASE_URL is.');
  return row;
}
