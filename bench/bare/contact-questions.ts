import type pg from 'pg';
import { v7 as newId } from 'uuid';
import type { ContactStatements } from './contact-statements.ts';

type Row = Record<string, unknown>;

/** The bare server's whole work: one prepared statement a question, nothing before and nothing after. */
export function contactQuestions(pool: pg.Pool, statements: ContactStatements, workspaceId: string) {
  const ask = async (name: keyof ContactStatements, values: unknown[]): Promise<Row[]> => {
    const result = await pool.query<Row>({
      name,
      text: statements[name],
      values: [workspaceId, ...values],
    });
    return result.rows;
  };
  return {
    list: (status: string) => ask('list', [status]),
    count: (status: string) => ask('count', [status]),
    get: (id: string) => ask('get', [id]),
    page: (offset: number) => ask('page', [offset]),
    search: (word: string) => ask('search', [`%${word}%`]),
    create: (body: Row) =>
      ask('create', [
        newId(),
        body.firstName,
        body.lastName,
        body.email,
        body.phone,
        body.jobTitle,
        body.status,
      ]),
    update: (id: string, body: Row) => ask('update', [id, body.jobTitle, body.phone]),
  };
}

export type ContactQuestions = ReturnType<typeof contactQuestions>;
