import type { Statement } from './statement.ts';

/** One statement for any number of rows. */
export type WriteRows<Row> = (rows: readonly Row[]) => Statement;

export type Run = (statement: Statement) => Promise<unknown>;

/** Rows that wait in a transaction for one statement of their kind, as a statement each costs a round trip each. */
export interface LeftRows {
  add<Row>(write: WriteRows<Row>, row: Row, run: Run): Promise<void>;
  writeAll(run: Run): Promise<void>;
  /** They are not to be written after all. */
  drop(): void;
}

/** So many are written at once, that a transaction which leaves very many does not hold them in memory. */
const most = 500;

export function noLeftRows(): LeftRows {
  const kinds = new Map<WriteRows<never>, unknown[]>();
  const writeKind = async (write: WriteRows<never>, run: Run): Promise<void> => {
    const rows = kinds.get(write) ?? [];
    kinds.delete(write);
    if (rows.length > 0) await run(write(rows as never[]));
  };
  return {
    async add(write, row, run) {
      const rows = kinds.get(write) ?? [];
      kinds.set(write, rows);
      rows.push(row);
      if (rows.length >= most) await writeKind(write, run);
    },
    async writeAll(run) {
      for (const write of [...kinds.keys()]) await writeKind(write, run);
    },
    drop: () => kinds.clear(),
  };
}
