/** PostgreSQL classes that say nothing about a row: connection, rollback, resources, operator, lock not available. */
const passing = /^(08|40|53|57|55P03)/;

/** Is this error about the moment, so that the same work may well succeed later? */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^[0-9A-Z]{5}$/.test(code)) return passing.test(code);
  return (
    /^E[A-Z]+$/.test(code) || /Connection terminated|timeout exceeded|Timeout acquiring/.test(error.message)
  );
}
