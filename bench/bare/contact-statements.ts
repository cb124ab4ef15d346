import type pg from 'pg';
import { pageSize } from '../scenarios.ts';

export interface ContactStatements {
  readonly list: string;
  readonly count: string;
  readonly get: string;
  readonly page: string;
  readonly search: string;
  readonly create: string;
  readonly update: string;
}

const notShown = new Set(['workspace_id', 'search_text']);
const live = 'workspace_id = $1 and removed_at is null';
const newest = 'order by created_at desc, id desc';

/** The SQL a careful person would write by hand, over the columns the table has. */
export function contactStatements(columns: readonly string[]): ContactStatements {
  const shown = columns.filter((column) => !notShown.has(column)).map(asCamelCase);
  const read = `select ${shown.join(', ')} from crm_contacts where ${live}`;
  return {
    list: `${read} and status = $2 ${newest} limit ${pageSize}`,
    count: `select count(*)::int as total from crm_contacts where ${live} and status = $2`,
    get: `${read} and id = $2`,
    page: `${read} ${newest} limit ${pageSize} offset $2`,
    search: `${read} and (first_name ilike $2 or last_name ilike $2) ${newest} limit ${pageSize}`,
    create: `insert into crm_contacts (workspace_id, id, first_name, last_name, email, phone, job_title, status) values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${shown.join(', ')}`,
    update: `update crm_contacts set job_title = $3, phone = $4, version = version + 1, updated_at = now() where ${live} and id = $2 returning ${shown.join(', ')}`,
  };
}

function asCamelCase(column: string): string {
  return `${column} as "${column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())}"`;
}

export async function contactColumns(pool: pg.Pool): Promise<string[]> {
  const found = await pool.query<{ column_name: string }>(
    `select column_name from information_schema.columns
     where table_schema = 'public' and table_name = 'crm_contacts' order by ordinal_position`,
  );
  return found.rows.map((row) => row.column_name);
}
