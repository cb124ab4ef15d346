import { type ColumnNameMappers, Model, type ModelClass } from 'objection';
import { columnName, type Resource } from '../../sdk/index.ts';

const models = new WeakMap<Resource, ModelClass<Model>>();

function mapKeys(row: object, rename: (key: string) => string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [rename(key), value]));
}

function fieldName(column: string): string {
  return column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

const mappers: ColumnNameMappers = {
  parse: (row) => mapKeys(row, fieldName),
  format: (row) => mapKeys(row, columnName),
};

/** The Objection model of a resource's table, made once. It never leaves this folder. */
export function modelOf(resource: Resource): ModelClass<Model> {
  const known = models.get(resource);
  if (known) return known;
  class Record extends Model {
    static override tableName = resource.options.table;
    static override idColumn = ['workspace_id', 'id'];
    static override columnNameMappers = mappers;
    static override useLimitInFirst = true;
  }
  models.set(resource, Record);
  return Record;
}

const hidden = new Set(['workspaceId', 'searchText']);

/** A row without what only the table needs. */
export function plainRow(model: Model): Record<string, unknown> {
  return Object.fromEntries(Object.entries(model).filter(([name]) => !hidden.has(name)));
}
