import { Agent, request } from 'node:http';

export interface LoadCounts {
  /** Complete answers below 400. */
  answered: number;
  /** Creates that were acknowledged. */
  created: number;
  /** Requests that were sent and got no answer, or one of failure. */
  readonly failures: string[];
}

export interface Load {
  readonly counts: LoadCounts;
  /** Resolves once every client has ended. */
  readonly ended: Promise<void>;
  stop(): void;
}

export interface LoadOptions {
  readonly base: string;
  readonly key: string;
  readonly clients: number;
  /** End a client when an answer says that its connection ends, as a proxy leaves a server that stops. */
  readonly leavesWhenTold: boolean;
}

interface Outcome {
  readonly status: number;
  readonly isLast: boolean;
}

/** People who read lists and write contacts, each over a connection that is kept open. */
export function startLoad(options: LoadOptions): Load {
  const counts: LoadCounts = { answered: 0, created: 0, failures: [] };
  let isStopped = false;
  const clients = Array.from({ length: options.clients }, (_, at) =>
    runClient(options, at, counts, () => isStopped),
  );
  return {
    counts,
    ended: Promise.all(clients).then(() => undefined),
    stop: () => {
      isStopped = true;
    },
  };
}

async function runClient(
  options: LoadOptions,
  at: number,
  counts: LoadCounts,
  isStopped: () => boolean,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let turn = 0; !isStopped(); turn += 1) {
    const isWrite = (turn + at) % 2 === 0;
    const outcome = await ask(options, agent, isWrite ? `Client ${at} turn ${turn}` : null).catch(
      (error: NodeJS.ErrnoException) => error,
    );
    if (outcome instanceof Error) {
      // Nobody listens any more: nothing was sent, so nothing is lost.
      if (options.leavesWhenTold && outcome.code === 'ECONNREFUSED') break;
      counts.failures.push(outcome.message);
      if (options.leavesWhenTold) break;
      continue;
    }
    note(counts, outcome, isWrite);
    if (options.leavesWhenTold && outcome.isLast) break;
  }
  agent.destroy();
}

function note(counts: LoadCounts, { status }: Outcome, isWrite: boolean): void {
  if (status >= 400) return void counts.failures.push(`status ${status}`);
  counts.answered += 1;
  if (isWrite) counts.created += 1;
}

function ask({ base, key }: LoadOptions, agent: Agent, name: string | null): Promise<Outcome> {
  const url = `${base}/api/crm/contacts${name === null ? '?limit=5' : ''}`;
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers, method: name === null ? 'GET' : 'POST' }, (response) => {
      response.resume();
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, isLast: response.headers.connection === 'close' }),
      );
      response.once('error', reject);
    });
    sent.once('error', reject);
    sent.end(name === null ? undefined : JSON.stringify({ firstName: name }));
  });
}
