import type { Knex } from 'knex';
import type { ClientBase, QueryConfig } from 'pg';
import { TookTooLong } from '../kernel/import/time-limit.ts';
import { inSpan } from '../tracing/in-span.ts';
import { cancelStatement } from './cancel-statement.ts';
import type { Database } from './database.ts';
import { type LeftRows, noLeftRows, type WriteRows } from './left-rows.ts';
import { type Savepoint, savepointIn } from './savepoint.ts';
import { scopeSql } from './scope-sql.ts';
import type { Statement } from './statement.ts';

export type DatabaseRow = Record<string, unknown>;

/** One transaction, bound to one workspace or to the instance. */
export interface UnitOfWork {
  readonly workspaceId: string | null;
  /** Knex inside this transaction. */
  readonly knex: Knex.Transaction;
  from(table: string): Knex.QueryBuilder;
  run<Result extends object = DatabaseRow>(statement: Statement): Promise<Result[]>;
  /** Leaves a row for one statement that writes all of its kind, just before the commit or once they are many. */
  leave<Row>(write: WriteRows<Row>, row: Row): Promise<void>;
  /** From here on all can be taken back without the rest. */
  savepoint(): Promise<Savepoint>;
  /** Something to do once the change is certain; never run after a rollback. */
  afterCommit(react: () => void): void;
}

/** The way to a workspace's tables: all inside is one transaction that sees that workspace only. */
export function inWorkspace<Result>(
  database: Database,
  workspaceId: string,
  work: (unit: UnitOfWork) => Promise<Result>,
): Promise<Result> {
  return inSpan('unit of work', { 'guildhall.workspace': workspaceId }, () =>
    transact(database, workspaceId, work),
  );
}

/** The way to the instance's own tables (users, sessions, workspaces); workspace tables are empty here. */
export function inInstance<Result>(
  database: Database,
  work: (unit: UnitOfWork) => Promise<Result>,
): Promise<Result> {
  return inSpan('unit of work', {}, () => transact(database, null, work));
}

async function transact<Result>(
  database: Database,
  workspaceId: string | null,
  work: (unit: UnitOfWork) => Promise<Result>,
): Promise<Result> {
  const life: Life = { reactions: [], left: noLeftRows(), isOver: false };
  const result = await database.knex.transaction(
    async (knex) => {
      try {
        const result = await work(unitOf(knex, workspaceId, life));
        life.isOver = true;
        await life.left.writeAll((statement) => runOn(knex, statement));
        return result;
      } catch (error) {
        if (error instanceof TookTooLong) await stopStatements(database, knex);
        throw error;
      } finally {
        life.isOver = true;
      }
    },
    { scope: scopeSql(workspaceId) } as Knex.TransactionConfig,
  );
  for (const react of life.reactions) react();
  return result;
}

/** What is left behind may still wait for an answer of the database; the rollback would wait with it. */
async function stopStatements(database: Database, knex: Knex.Transaction): Promise<void> {
  await cancelStatement(database, await knex.client.acquireConnection());
}

interface Life {
  readonly reactions: (() => void)[];
  readonly left: LeftRows;
  /** Its connection is soon somebody else's: work that was left behind must not reach it. */
  isOver: boolean;
}

function unitOf(knex: Knex.Transaction, workspaceId: string | null, life: Life): UnitOfWork {
  const run = async <Result extends object>(statement: Statement): Promise<Result[]> => {
    assertOpen(life);
    return runOn(knex, statement);
  };
  return {
    workspaceId,
    knex,
    from(table) {
      assertOpen(life);
      return knex(table);
    },
    run,
    async leave(write, row) {
      assertOpen(life);
      await life.left.add(write, row, run);
    },
    savepoint: () => savepointIn(life, run),
    afterCommit: (react) => life.reactions.push(react),
  };
}

function assertOpen({ isOver }: Life): void {
  if (isOver) throw new Error('This transaction is over. Await all that is done in it before it ends.');
}

/** By the extended protocol PostgreSQL takes one statement, so nothing can be hung on to its end. */
function alone({ text, values }: Statement): QueryConfig {
  return { text, values: [...values], queryMode: 'extended' } as QueryConfig;
}

async function runOn<Result extends object>(knex: Knex.Transaction, statement: Statement): Promise<Result[]> {
  const connection = (await knex.client.acquireConnection()) as ClientBase;
  const result = await connection.query(alone(statement));
  return result.rows as Result[];
}
