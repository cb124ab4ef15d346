import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Logger } from '../sdk/index.ts';
import { type Broadcast, everything } from './broadcast.ts';
import { createHearers, type Hearers } from './broadcast-hearers.ts';

const channel = 'guildhall';
const heartbeatMs = 15_000;
const firstPauseMs = 100;
const longestPauseMs = 5_000;
/** Of what is not kept, so many may be on their way. */
const mostMentioned = 1_000;

export interface OpenBroadcast extends Broadcast {
  close(): Promise<void>;
}

interface Line {
  readonly url: string;
  readonly log: Logger;
  /** Names this process in its own notifications, so that it does not hear itself twice. */
  readonly self: string;
  readonly hearers: Hearers;
  /** Said while the line was down, sent once it is up again; a Set, because saying it twice adds nothing. */
  readonly unsent: Set<string>;
  client: pg.Client | null;
  /** Of the moment: on its way with the next question. */
  readonly mentioned: string[];
  mentions: number;
  lastSaid: Promise<void>;
  echoed: boolean;
  closed: boolean;
  heartbeat: NodeJS.Timeout | undefined;
}

/** Word between processes over LISTEN/NOTIFY, on a connection of its own that comes back by itself. */
export async function openBroadcast(options: { url: string; log: Logger }): Promise<OpenBroadcast> {
  const line = makeLine(options);
  await connect(line);
  return {
    tell: (topic, key) => tell(line, topic, key),
    tellHere: (topic, key) => line.hearers.tell(topic, key),
    mention: (topic, key) => mention(line, topic, key),
    hear: (topic, react) => line.hearers.add(topic, react),
    close: () => close(line),
  };
}

function makeLine({ url, log }: { url: string; log: Logger }): Line {
  const state = {
    client: null,
    mentioned: [],
    mentions: 0,
    lastSaid: Promise.resolve(),
    echoed: true,
    closed: false,
    heartbeat: undefined,
  };
  return { url, log, self: randomUUID(), hearers: createHearers(log), unsent: new Set(), ...state };
}

async function tell(line: Line, topic: string, key: string): Promise<void> {
  line.hearers.tell(topic, key);
  line.unsent.add(JSON.stringify([line.self, topic, key]));
  await sendUnsent(line);
}

function mention(line: Line, topic: string, key: string): void {
  line.hearers.tell(topic, key);
  const { client, mentioned } = line;
  if (!client || mentioned.length >= mostMentioned) return;
  // Numbered, because PostgreSQL passes on once what is said twice in one statement.
  line.mentions += 1;
  mentioned.push(JSON.stringify([line.self, topic, key, line.mentions]));
  // What is said in one moment travels together, so others join those that wait.
  if (mentioned.length > 1) return;
  const words = () => mentioned.splice(0);
  notify(line, client, words).catch(() => lose(line, client));
}

async function sendUnsent(line: Line): Promise<void> {
  const { client } = line;
  if (!client) return;
  const messages = [...line.unsent];
  line.unsent.clear();
  if (messages.length === 0) return;
  await notify(line, client, () => messages).catch(() => {
    for (const message of messages) line.unsent.add(message);
    lose(line, client);
  });
}

/** One after the other: the connection takes one question at a time. */
function notify(line: Line, client: pg.Client, words: () => readonly string[]): Promise<void> {
  const said = line.lastSaid.then(async () => {
    await client.query(`select pg_notify($1, word) from unnest($2::text[]) as word`, [channel, words()]);
  });
  line.lastSaid = said.catch(() => undefined);
  return said;
}

async function connect(line: Line): Promise<void> {
  const client = newClient(line);
  try {
    await client.connect();
    await client.query(`listen ${channel}`);
  } catch (error) {
    hangUp(line, client);
    throw error;
  }
  line.client = client;
  line.echoed = true;
  line.heartbeat = setInterval(() => void beat(line, client), heartbeatMs).unref();
  await sendUnsent(line);
}

function newClient(line: Line): pg.Client {
  const client = new pg.Client({
    connectionString: line.url,
    application_name: 'guildhall broadcast',
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  client.on('notification', ({ payload }) => receive(line, payload ?? ''));
  client.on('error', () => lose(line, client));
  client.on('end', () => lose(line, client));
  return client;
}

function receive(line: Line, payload: string): void {
  const [from, topic, key] = readMessage(payload);
  if (from === line.self) line.echoed = true;
  else if (topic !== undefined && key !== undefined) line.hearers.tell(topic, key);
}

function readMessage(payload: string): string[] {
  try {
    const parsed: unknown = JSON.parse(payload);
    return Array.isArray(parsed) ? parsed.map(String) : [];
  } catch {
    return [];
  }
}

/** A notification to ourselves that must come back: it also finds a pooler that drops LISTEN. */
async function beat(line: Line, client: pg.Client): Promise<void> {
  if (!line.echoed) return lose(line, client);
  line.echoed = false;
  await notify(line, client, () => [JSON.stringify([line.self])]).catch(() => lose(line, client));
}

function lose(line: Line, client: pg.Client): void {
  if (line.client !== client || line.closed) return;
  line.client = null;
  hangUp(line, client);
  line.log.warn({ channel }, 'Word between processes is interrupted; connecting again.');
  void comeBack(line, firstPauseMs);
}

function hangUp(line: Line, client: pg.Client): void {
  clearInterval(line.heartbeat);
  client.removeAllListeners();
  client.on('error', () => undefined);
  client.end().catch(() => undefined);
}

/** What was said meanwhile is lost, so everybody who listens must assume the worst. */
async function comeBack(line: Line, pauseMs: number): Promise<void> {
  await new Promise((resume) => setTimeout(resume, pauseMs).unref());
  if (line.closed) return;
  try {
    await connect(line);
    line.hearers.tellAll(everything);
    line.log.info({ channel }, 'Word between processes is back.');
  } catch {
    void comeBack(line, Math.min(pauseMs * 2, longestPauseMs));
  }
}

async function close(line: Line): Promise<void> {
  line.closed = true;
  const client = line.client;
  line.client = null;
  clearInterval(line.heartbeat);
  await client?.end();
}
