import type { PoolClient, Submittable } from 'pg';
import { inSpan, tracer } from '../tracing/in-span.ts';
import type { Database } from './database.ts';
import { scopeText, scopeValue } from './scope-sql.ts';
import type { Statement } from './statement.ts';
import { statementName } from './statement-names.ts';

/** Values as PostgreSQL writes them, by position. */
export type TextRow = readonly (string | null)[];

/**
 * One statement bound to a workspace in a single round trip: both messages travel before one Sync,
 * which PostgreSQL runs as one implicit transaction (protocol documentation, "Extended Query").
 * The hot paths of reading and writing single records live on this.
 */
export function runOnce(database: Database, workspaceId: string, statement: Statement): Promise<TextRow[]> {
  return tracer() === null
    ? runNow(database, workspaceId, statement)
    : inSpan('statement', { 'guildhall.workspace': workspaceId }, () =>
        runNow(database, workspaceId, statement),
      );
}

async function runNow(database: Database, workspaceId: string, statement: Statement): Promise<TextRow[]> {
  const client = await database.pool.connect();
  let lost: Error | undefined;
  try {
    return await submit(client, scopeValue(workspaceId), statement, namesFor(database));
  } catch (error) {
    lost = isServerError(error) ? undefined : (error as Error);
    throw error;
  } finally {
    client.release(lost);
  }
}

function isServerError(error: unknown): boolean {
  return error instanceof Error && 'severity' in error;
}

/** Behind a pooler the next statement may meet another server connection, which knows none of our names. */
function namesFor({ isPooled }: Database): StatementNames {
  return isPooled ? unnamed : { scope: scopeStatementName, of: statementName };
}

interface StatementNames {
  readonly scope: string;
  readonly of: (text: string) => string;
}

const unnamed: StatementNames = { scope: '', of: () => '' };

function submit(
  client: PoolClient,
  scope: string,
  statement: Statement,
  names: StatementNames,
): Promise<TextRow[]> {
  return new Promise((resolve, reject) => {
    client.query(new ScopedStatement({ scope, statement, names }, resolve, reject));
  });
}

interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  parse(query: { name: string; text: string }): void;
  bind(query: {
    statement: string;
    values: readonly unknown[];
    valueMapper: (value: unknown) => unknown;
  }): void;
  execute(query: object): void;
  sync(): void;
  on(event: 'parseComplete', react: () => void): void;
  off(event: 'parseComplete', react: () => void): void;
}

const scopeStatementName = 'g_scope';
const parsed = new WeakMap<object, Set<string>>();

function parsedOn(wire: object): Set<string> {
  const known = parsed.get(wire) ?? new Set<string>();
  parsed.set(wire, known);
  return known;
}

class ScopedStatement implements Submittable {
  readonly #scope: string;
  readonly #statement: Statement;
  readonly #names: StatementNames;
  readonly #resolve: (rows: TextRow[]) => void;
  readonly #reject: (error: unknown) => void;
  readonly #rows: TextRow[] = [];
  readonly #awaited: string[] = [];
  #known = new Set<string>();
  #isScopeDone = false;
  #wire: Wire | undefined;

  constructor(
    { scope, statement, names }: { scope: string; statement: Statement; names: StatementNames },
    resolve: (rows: TextRow[]) => void,
    reject: (error: unknown) => void,
  ) {
    this.#scope = scope;
    this.#statement = statement;
    this.#names = names;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  submit(connection: unknown): void {
    const wire = connection as Wire;
    this.#wire = wire;
    this.#known = parsedOn(wire);
    wire.on('parseComplete', this.#noteParsed);
    wire.stream.cork();
    try {
      this.#send(wire, this.#names.scope, scopeText, [this.#scope]);
      this.#send(wire, this.#names.of(this.#statement.text), this.#statement.text, this.#statement.values);
      wire.sync();
    } finally {
      wire.stream.uncork();
    }
  }

  #send(wire: Wire, name: string, text: string, values: readonly unknown[]): void {
    if (!this.#known.has(name)) {
      wire.parse({ name, text });
      this.#awaited.push(name);
    }
    wire.bind({ statement: name, values, valueMapper: toWire });
    wire.execute({});
  }

  /** Kept per statement: one that fails to parse must be sent again, one that parsed must not. */
  readonly #noteParsed = (): void => {
    const name = this.#awaited.shift();
    if (name) this.#known.add(name);
  };

  handleDataRow(message: { fields: (string | null)[] }): void {
    if (this.#isScopeDone) this.#rows.push(message.fields);
  }

  handleCommandComplete(): void {
    this.#isScopeDone = true;
  }

  handleReadyForQuery(): void {
    this.#wire?.off('parseComplete', this.#noteParsed);
    this.#resolve(this.#rows);
  }

  handleError(error: unknown): void {
    this.#wire?.off('parseComplete', this.#noteParsed);
    this.#reject(error);
  }

  handleRowDescription(): void {}

  handleEmptyQuery(): void {}
}

/** Text, numbers, booleans and null go as they are; objects as JSON; lists as PostgreSQL arrays of text. */
function toWire(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return arrayText(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function arrayText(values: readonly unknown[]): string {
  return `{${values.map(arrayItem).join(',')}}`;
}

function arrayItem(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  return `"${String(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
