export interface ColumnOptions {
  /** May it be empty? Default: yes. */
  readonly required?: boolean;
  readonly default?: string | number | boolean;
}

export interface ReferenceOptions extends ColumnOptions {
  /** What happens to this row when the other is deleted for good. Default: `restrict`. */
  readonly onDelete?: 'restrict' | 'cascade' | 'set null';
}

/** Columns and indexes of a workspace table, by their column names. */
export interface WorkspaceTable {
  text(name: string, options?: ColumnOptions & { readonly max?: number }): void;
  /** Text held to a closed list. */
  choice(name: string, values: readonly string[], options?: ColumnOptions): void;
  integer(name: string, options?: ColumnOptions): void;
  /** Money in minor units, and other large whole numbers. */
  bigint(name: string, options?: ColumnOptions): void;
  double(name: string, options?: ColumnOptions): void;
  boolean(name: string, options?: ColumnOptions): void;
  day(name: string, options?: ColumnOptions): void;
  instant(name: string, options?: ColumnOptions): void;
  uuid(name: string, options?: ColumnOptions): void;
  textList(name: string): void;
  /** A composite key to another workspace table: it cannot cross workspaces. Indexed. */
  reference(name: string, table: string, options?: ReferenceOptions): void;
  /** A member of the workspace. Indexed. */
  user(name: string, options?: ColumnOptions): void;
  /** An index for a filter with the default order, newest first, over live rows. */
  filterIndex(...columns: string[]): void;
  /** An index for a sort over live rows, ties by id. A column not described here is taken for text. */
  sortIndex(column: string): void;
  /** No two live rows of a workspace may share these. */
  unique(...columns: string[]): void;
  /** Contains-search over these text columns, with its index and its reviewed function. */
  searchable(...columns: string[]): void;
}

/** What a migration may do. Every table made here has tenancy built in. */
export interface MigrationSchema {
  /** A new table with `workspace_id`, `id`, version, times, trash, custom values, row-level security and keys. */
  workspaceTable(name: string, describe: (table: WorkspaceTable) => void): Promise<void>;
  /** More columns and indexes for a table of one's own. */
  alterTable(name: string, describe: (table: WorkspaceTable) => void): Promise<void>;
  dropColumn(table: string, column: string): Promise<void>;
  dropTable(name: string): Promise<void>;
  /** For what the words above cannot say; the catalogue lint still judges the outcome. */
  sql(text: string): Promise<void>;
}

/** A step of a plugin’s tables, there and back. */
export interface Migration {
  readonly up: (schema: MigrationSchema) => Promise<void>;
  readonly down: (schema: MigrationSchema) => Promise<void>;
}

/**
 * A step of a plugin's tables, the default export of `migrations/0001-create-contacts.ts`.
 *
 * @example
 * export default defineMigration({
 *   up: (schema) => schema.workspaceTable('crm_companies', (table) => { table.text('name', { required: true }); }),
 *   down: (schema) => schema.dropTable('crm_companies'),
 * });
 */
export function defineMigration(migration: Migration): Migration {
  return Object.freeze(migration);
}
