/** What reads or writes rows. Anything else (COMMIT, SET, DO, CREATE …) changes the transaction it runs in, or the tables. */
const startsPlainly =
  /^(?:\s|--[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*\*\/)*\(*\s*(?:select|with|insert|update|delete|merge|values|table)\b/i;

/** What binds a transaction to its workspace and to the app's role is not for queries to change. */
const otherScope = /app\.workspace_id|set_config|\bset\s+(local|session|role)\b|\breset\s+(all|role)\b/i;

/**
 * Queries of plugins read and write rows of their workspace, in the transaction they were given. This catches slips
 * and says what is wrong with them; what a role may do at all is for PostgreSQL to say.
 */
export function assertPlainQuery(text: string): void {
  if (otherScope.test(text))
    throw new Error('A query may not change its workspace or its role. Ask for what is in this workspace.');
  if (!startsPlainly.test(text))
    throw new Error(
      'A query starts with SELECT, WITH, INSERT, UPDATE, DELETE, MERGE, VALUES or TABLE. It is one statement in a transaction that the core begins and ends.',
    );
}
