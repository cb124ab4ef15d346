import { Agent, request } from 'node:http';

/** Bookings that were acknowledged, and how many got no answer and may or may not be there. */
export interface Booked {
  readonly acknowledged: Set<string>;
  unanswered: number;
  refused: number;
}

export interface LedgerLoad {
  readonly booked: Booked;
  /** Ends all clients. */
  stop(): Promise<void>;
}

const pauseAfterFailureMs = 20;
const patienceMs = 10_000;

/** Clients that book without pause at whichever of these addresses answers. */
export function bookAt(addresses: () => readonly string[], key: string, clients: number): LedgerLoad {
  const booked: Booked = { acknowledged: new Set(), unanswered: 0, refused: 0 };
  const state = { isStopped: false };
  const agent = new Agent({ keepAlive: true });
  const running = Array.from({ length: clients }, async (_, client) => {
    for (let turn = 0; !state.isStopped; turn += 1) {
      const all = addresses();
      const base = all[(client + turn) % all.length];
      const name = `client ${client} turn ${turn}`;
      await bookOnce(base, key, name, agent, booked).catch(async () => {
        booked.unanswered += 1;
        await new Promise((resume) => setTimeout(resume, pauseAfterFailureMs));
      });
    }
  });
  return {
    booked,
    async stop() {
      state.isStopped = true;
      await Promise.all(running);
      agent.destroy();
    },
  };
}

async function bookOnce(
  base: string | undefined,
  key: string,
  booking: string,
  agent: Agent,
  booked: Booked,
): Promise<void> {
  if (!base) throw new Error('Nobody answers.');
  const status = await post(`${base}/api/ledger/bookings`, key, { booking, amount: 5 }, agent);
  if (status === 200) booked.acknowledged.add(booking);
  else booked.refused += 1;
}

function post(url: string, key: string, body: object, agent: Agent): Promise<number> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers, method: 'POST', timeout: patienceMs }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
      response.once('error', reject);
    });
    sent.once('timeout', () => sent.destroy(new Error('No answer.')));
    sent.once('error', reject);
    sent.end(JSON.stringify(body));
  });
}
