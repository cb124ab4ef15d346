export interface FailedStatement {
  readonly sql: string;
  readonly reason: string;
}

/** What this user may not do, as the SQL that a superuser runs once. */
export class RolesNotReady extends Error {
  override readonly name = 'RolesNotReady';
  readonly statements: readonly string[];

  constructor(database: string, user: string, failed: readonly FailedStatement[]) {
    super(
      [
        `The database user ${user} may not prepare the database ${database} for Guildhall.`,
        `Connect to ${database} as a superuser, run this once, and start again:`,
        '',
        ...failed.flatMap(({ sql, reason }) => [`-- refused: ${reason}`, `${sql};`]),
      ].join('\n'),
    );
    this.statements = failed.map(({ sql }) => sql);
  }
}
