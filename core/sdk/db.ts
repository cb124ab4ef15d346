import type { Knex } from 'knex';
import type { Condition } from './condition.ts';
import type { Fields } from './fields/field.ts';
import type { Resource, Row } from './resource.ts';

/** Order and number of the records of `Table.all`. */
export interface FindOptions {
  readonly orderBy?: string;
  readonly direction?: 'asc' | 'desc';
  /** At most this many rows; 1 000 unless said otherwise. */
  readonly limit?: number;
}

/** The records of one resource that this actor may see, in this workspace. */
export interface Table<F extends Fields> {
  /** @throws NotFound when it is not there or not visible. */
  get(id: string): Promise<Row<F>>;
  find(id: string): Promise<Row<F> | null>;
  first(condition: Condition): Promise<Row<F> | null>;
  all(condition: Condition, options?: FindOptions): Promise<Row<F>[]>;
  count(condition: Condition): Promise<number>;
  create(values: Partial<Row<F>>): Promise<Row<F>>;
  update(id: string, values: Partial<Row<F>>): Promise<Row<F>>;
  remove(id: string): Promise<void>;
}

/**
 * The workspace's database, bound to one transaction. Row-level security holds for all of it:
 * a query that forgets its condition sees and changes this workspace only.
 */
export interface Db {
  /** Typed access to a resource, with its visibility, its events and its custom fields. */
  table<F extends Fields>(resource: Resource<F>): Table<F>;
  /** A query over a table of your own, for what a resource cannot say. */
  from(table: string): Knex.QueryBuilder;
  /**
   * One statement of SQL that reads or writes rows, with `$1` parameters, for `queries/` only. The transaction is begun and
   * ended for you. @throws Error for any other statement, or one that would leave its workspace
   */
  sql<Result extends object>(text: string, values?: readonly unknown[]): Promise<Result[]>;
}
