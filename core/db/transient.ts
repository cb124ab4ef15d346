/** PostgreSQL classes that say nothing about a row: connection, rollback, resources, operator, lock not available. */
const passing = /^(08|40|53|57|55P03)/;
/** What a connection dies of; a file that is not there is no matter of the moment. */
const connection =
  /^E(CONN[A-Z]+|TIMEDOUT|PIPE|AI_AGAIN|HOSTUNREACH|HOSTDOWN|NETUNREACH|NETDOWN|NOTFOUND|MFILE|NFILE)$/;

/** Is this error about the moment, so that the same work may well succeed later? */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (/^[0-9A-Z]{5}$/.test(code)) return passing.test(code);
  return (
    connection.test(code) || /Connection terminated|timeout exceeded|Timeout acquiring/.test(error.message)
  );
}

/** Was a statement ended because it took longer than it may? (query_canceled) */
export function isTooSlow(error: unknown): boolean {
  return error instanceof Error && codeOf(error) === '57014';
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
