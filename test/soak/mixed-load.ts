import { setTimeout as pause } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { signedIn } from '../contributions/people.ts';
import type { Browser } from '../http/browser.ts';
import type { SoakHouse } from './soak-house.ts';

export interface MixedLoad {
  /** How often each thing was done. */
  readonly done: ReadonlyMap<string, number>;
  /** Answers of 503: the machine had no room, which is no fault. */
  readonly heldOff: { count: number };
  /** Answers that nobody expected. */
  readonly failures: string[];
  stop(): Promise<void>;
}

interface Client {
  readonly house: SoakHouse;
  readonly browser: Browser;
  readonly ids: string[];
  /** Numbers its turns, so that no two write the same. */
  turn: number;
  readonly name: string;
}

type Deed = (client: Client) => Promise<void>;

const contacts = '/api/crm/contacts';
/** Each client owns so many contacts at most: what is measured must not grow because the data does. */
const mostContacts = 25;
const mostAttempts = 20;

/** A day of an office, quickened: what is read often comes often. */
const deeds: readonly (readonly [name: string, weight: number, deed: Deed])[] = [
  ['list', 8, (client) => ask(client, 'GET', `${contacts}?limit=50&sort=-createdAt`, 200)],
  ['search', 4, (client) => ask(client, 'GET', `${contacts}?q=client%20${client.turn % 7}`, 200)],
  ['read', 6, (client) => ofOwn(client, (id) => ask(client, 'GET', `${contacts}/${id}`, 200))],
  ['create', 5, create],
  [
    'change',
    4,
    (client) =>
      ofOwn(client, (id) =>
        ask(client, 'PATCH', `${contacts}/${id}`, 200, { lastName: `Turn ${client.turn}` }),
      ),
  ],
  [
    'book',
    5,
    (client) =>
      ask(client, 'POST', '/api/ledger/bookings', 200, {
        booking: `${client.name} ${client.turn}`,
        amount: 3,
      }),
  ],
  ['refused input', 2, (client) => ask(client, 'POST', contacts, 422, { firstName: 7, nothing: true })],
  ['unknown address', 1, (client) => ask(client, 'GET', `/api/crm/nothing-${client.turn}`, 404)],
  ['page', 4, (client) => look(client, '/w/a')],
  ['list page', 4, (client) => look(client, '/w/a/crm/contacts')],
  ['board page', 2, (client) => look(client, '/w/a/crm/deals/board')],
  ['record page', 2, (client) => ofOwn(client, (id) => look(client, `/w/a/crm/contacts/${id}`))],
  ['live connection', 2, listenForAWhile],
  ['sign in', 1, signInAgain],
];

/** So many clients that do one thing after the other with pauses between, until told to stop. */
export async function startMixedLoad(house: SoakHouse, clients: number, pauseMs: number): Promise<MixedLoad> {
  const done = new Map<string, number>();
  const failures: string[] = [];
  const heldOff = { count: 0 };
  const stopped = new AbortController();
  const all = await Promise.all(Array.from({ length: clients }, (_, at) => makeClient(house, at)));
  const running = all.map(async (client) => {
    while (!stopped.signal.aborted) {
      const [name, , deed] = choose();
      client.turn += 1;
      await deed(client).then(
        () => done.set(name, (done.get(name) ?? 0) + 1),
        (error: unknown) => {
          if (error instanceof HeldOff) heldOff.count += 1;
          else failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        },
      );
      await pause(Math.random() * 2 * pauseMs);
    }
  });
  return {
    done,
    heldOff,
    failures,
    async stop() {
      stopped.abort();
      await Promise.all(running);
    },
  };
}

/** Until it is signed in indeed: a loaded machine may refuse at first. */
async function makeClient(house: SoakHouse, at: number): Promise<Client> {
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const browser = await signedIn({ url: house.web }, 'member@a.example');
    if ((await browser.get('/w/a')).status === 200)
      return { house, browser, ids: [], turn: 0, name: `client ${at}` };
    await pause(attempt * 500);
  }
  throw new Error('Nobody can sign in.');
}

/** The machine has no room just now, and says so. */
class HeldOff extends Error {}

function expectStatus(what: string, status: number, expected: number, text = ''): void {
  if (status === 503) throw new HeldOff(what);
  if (status !== expected) throw new Error(`${what}: ${status} ${text.slice(0, 200)}`);
}

const total = deeds.reduce((sum, [, weight]) => sum + weight, 0);

function choose(): (typeof deeds)[number] {
  let left = Math.random() * total;
  for (const one of deeds) {
    left -= one[1];
    if (left <= 0) return one;
  }
  return deeds[0] as (typeof deeds)[number];
}

async function send({ house }: Client, method: string, path: string, body?: object): Promise<Response> {
  const headers = { authorization: `Bearer ${house.app.keys.a.member}`, 'content-type': 'application/json' };
  return fetch(`${house.web}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}

async function ask(
  client: Client,
  method: string,
  path: string,
  expected: number,
  body?: object,
): Promise<void> {
  const response = await send(client, method, path, body);
  const text = await response.text();
  expectStatus(`${method} ${path}`, response.status, expected, text);
}

async function ofOwn(client: Client, deed: (id: string) => Promise<void>): Promise<void> {
  const id = client.ids[Math.floor(Math.random() * client.ids.length)];
  if (id) await deed(id);
}

async function create(client: Client): Promise<void> {
  const oldest = client.ids.length >= mostContacts ? client.ids.shift() : undefined;
  if (oldest) await ask(client, 'DELETE', `${contacts}/${oldest}`, 200);
  const response = await send(client, 'POST', contacts, {
    firstName: client.name,
    lastName: `${client.turn}`,
  });
  const { data } = (await response.json()) as { data?: { id: string } };
  expectStatus(`POST ${contacts}`, response.status, 201);
  if (data) client.ids.push(data.id);
}

async function look({ browser }: Client, path: string): Promise<void> {
  const { status } = await browser.get(path);
  expectStatus(`GET ${path}`, status, 200);
}

async function signInAgain(client: Client): Promise<void> {
  const other = await signedIn({ url: client.house.web }, 'viewer@a.example');
  const { status } = await other.post('/sign-out');
  expectStatus('POST /sign-out', status, 303);
}

async function listenForAWhile({ house, browser }: Client): Promise<void> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const socket = io(house.web, {
    ...{ path: '/live', forceNew: true, reconnection: false, transports: ['websocket'] },
    extraHeaders: { cookie, origin: house.web },
  });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('connect_error', reject);
    });
    await socket.timeout(10_000).emitWithAck('join', { workspace: 'a', resource: 'crm.contact' });
    await pause(500);
  } finally {
    socket.disconnect();
  }
}
