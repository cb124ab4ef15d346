import { identifier, readingOrder } from '../statement.ts';

const liveRows = 'where removed_at is null';

/** PostgreSQL cuts names at 63 bytes; we cut them ourselves, so two long ones cannot meet. */
function indexName(table: string, parts: readonly string[], suffix: string): string {
  const full = [table, ...parts, suffix].join('_');
  if (full.length <= 63) return full;
  const sum = [...full].reduce((hash, letter) => (hash * 33 + letter.charCodeAt(0)) >>> 0, 5381);
  return `${full.slice(0, 50)}_${sum.toString(36)}`;
}

function columns(names: readonly string[]): string {
  return names.map(identifier).join(', ');
}

export function defaultOrderIndex(table: string): string {
  const name = identifier(indexName(table, ['newest'], 'index'));
  return `create index ${name} on ${identifier(table)} (workspace_id, created_at desc, id desc) ${liveRows}`;
}

export function trashIndex(table: string): string {
  const name = identifier(indexName(table, ['trash'], 'index'));
  return `create index ${name} on ${identifier(table)} (workspace_id, removed_at desc, id desc) where removed_at is not null`;
}

export function filterIndex(table: string, names: readonly string[]): string {
  const name = identifier(indexName(table, names, 'filter'));
  return `create index ${name} on ${identifier(table)} (workspace_id, ${columns(names)}, created_at desc, id desc) ${liveRows}`;
}

export function sortIndex(table: string, column: string, isText: boolean): string {
  const name = identifier(indexName(table, [column], 'sort'));
  const order = isText ? ` ${readingOrder}` : '';
  return `create index ${name} on ${identifier(table)} (workspace_id, ${identifier(column)}${order}, id) ${liveRows}`;
}

export function uniqueIndex(table: string, names: readonly string[]): string {
  const name = identifier(indexName(table, names, 'key'));
  return `create unique index ${name} on ${identifier(table)} (workspace_id, ${columns(names)}) ${liveRows}`;
}

export function foreignKeyIndex(table: string, column: string): string {
  const name = identifier(indexName(table, [column], 'reference'));
  return `create index ${name} on ${identifier(table)} (workspace_id, ${identifier(column)})`;
}
