import pg from 'pg';

const patienceMs = 10_000;

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patienceMs });
  // A connection lost while idle is reported by the next query; without this it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const refusals = ['28P01', '28000'];

/** Does this address let its role in? Other failures, such as a server that is away, are thrown. */
export async function canLogIn(url: string): Promise<boolean> {
  try {
    await withClient(url, async () => undefined);
    return true;
  } catch (error) {
    if (refusals.includes(codeOf(error)) || String(error).includes('password must be a string')) return false;
    throw error;
  }
}

export function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? '';
}
