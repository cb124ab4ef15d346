/** The three roles of an instance and the database they work in. */
export interface RoleNames {
  /** Owns the database and every table; runs migrations. */
  readonly owner: string;
  /** Serves requests; row-level security holds for it. */
  readonly app: string;
  /** Owns the few reviewed functions that may look past row-level security; nobody logs in as it. */
  readonly definer: string;
  readonly database: string;
}

export interface Login {
  readonly user: string;
  readonly password: string | undefined;
  readonly database: string;
}

export function readLogin(url: string): Login {
  const { username, password, pathname } = new URL(url);
  const user = decodeURIComponent(username);
  const database = decodeURIComponent(pathname.slice(1)) || user;
  return { user, password: decodeURIComponent(password) || undefined, database };
}

/** The same server and parameters, another role and database. */
export function withLogin(url: string, login: Login): string {
  const changed = new URL(url);
  changed.username = encodeURIComponent(login.user);
  changed.password = encodeURIComponent(login.password ?? '');
  changed.pathname = `/${encodeURIComponent(login.database)}`;
  return changed.href;
}
