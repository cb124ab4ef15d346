import { setTimeout as pause } from 'node:timers/promises';
import { openCtx } from '../../../core/context/open-ctx.ts';
import { inWorkspace } from '../../../core/db/unit-of-work.ts';
import { bootTestApp, type TestApp } from '../../../core/testing/boot-test-app.ts';
import { makeEndpoint } from '../../../core/webhooks/endpoints.ts';
import { openDoors, signedIn } from '../../contributions/people.ts';
import type { Browser } from '../../http/browser.ts';
import type { Answer } from './probe.ts';

/** The plugin that contributes one of each kind there is. */
export const id = 'one-of-each';
export const resource = `${id}.thing`;
export const api = `/api/${id}`;
export const screens = `/w/a/${id}`;

/** The product as it runs, with whoever looks at it. */
export interface GateApp extends TestApp {
  /** The owner of workspace A and admin of the instance, signed in. */
  readonly owner: Browser;
  /** A record of the plugin, and one of another plugin that stays on. */
  readonly thing: string;
  readonly note: string;
  /** An address for calls from outside. */
  readonly hook: string;
}

export async function bootGateApp(): Promise<GateApp> {
  const app = await bootTestApp({
    fixtures: ['notes', id],
    withWork: true,
    env: { PLUGIN_BREAKER_FAULTS: '1', PLUGIN_BREAKER_PAUSE_MS: '300000' },
  });
  await openDoors(app, 'owner@a.example');
  const owner = await signedIn(app, 'owner@a.example');
  const { path } = await makeEndpoint(app.runtime, await app.scope('owner'), { webhook: `${id}.hook` });
  const thing = await make(app, `${api}/things`, { name: 'First' });
  const note = await make(app, '/api/notes/notes', { body: 'Beside it' });
  return { ...app, owner, thing, note, hook: path ?? '' };
}

async function make(app: TestApp, address: string, input: object): Promise<string> {
  const { body } = await app.as('owner').post(address).send(input).expect(201);
  return body.data.id;
}

const answers: Readonly<Record<number, Answer>> = {
  200: 'open',
  201: 'open',
  202: 'open',
  404: 'absent',
  503: 'refused',
};

export function byStatus({ status }: { readonly status: number }, address: string): Answer {
  const answer = answers[status];
  if (!answer) throw new Error(`${address} answers ${status}.`);
  return answer;
}

/** Asks the API with a key that may do everything. */
export async function atApi({ as }: GateApp, address: string, body?: object): Promise<Answer> {
  const agent = as('owner');
  return byStatus(await (body ? agent.post(address).send(body) : agent.get(address)), address);
}

export async function atPage({ owner }: GateApp, address: string): Promise<Answer> {
  return byStatus(await owner.get(address), address);
}

/** A page that stands whatever becomes of the plugin: is this on it? */
export async function onPage({ owner }: GateApp, address: string, text: string): Promise<Answer> {
  const answer = await owner.get(address, { 'hx-request': 'false' });
  if (answer.status !== 200) throw new Error(`${address} answers ${answer.status}.`);
  return answer.text.includes(text) ? 'open' : 'absent';
}

/** A part of a page: what its plugin shows, or a calm word that it rests. */
export async function asPart({ owner }: GateApp, address: string, shown: string): Promise<Answer> {
  const answer = await owner.get(address, { 'hx-request': 'true' });
  if (answer.status !== 200) return byStatus(answer, address);
  if (answer.text.includes(shown)) return 'open';
  return answer.text.includes('rests for a moment') ? 'refused' : 'absent';
}

/** What the owner lets a plugin's work begin with, whatever its switch says. */
export async function inA<Result>(
  app: GateApp,
  work: Parameters<typeof openCtx<Result>>[2],
): Promise<Result> {
  return openCtx(app.runtime, await app.scope('owner'), work);
}

export async function rowsInA<Row extends object>(
  { runtime, workspaces }: GateApp,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  return inWorkspace(runtime.database, workspaces.a.id, (unit) =>
    unit.run<Row>({ text, values: [workspaces.a.id, ...values] }),
  );
}

/** Stands for all that was asked for until now. */
export async function newestJob(app: GateApp): Promise<number> {
  const text = 'select coalesce(max(seq), 0)::int as seq from jobs where workspace_id = $1';
  return (await rowsInA<{ seq: number }>(app, text, []))[0]?.seq ?? 0;
}

const ends: Readonly<Record<string, Answer>> = { done: 'open', held: 'absent', delayed: 'refused' };

/** What becomes of the first job of this name after that one, once the worker has looked at it. */
export async function fateOfJob(app: GateApp, name: string, after: number): Promise<Answer> {
  const text =
    'select state from jobs where workspace_id = $1 and job = $2 and seq > $3 order by seq limit 1';
  let fate: Answer | undefined;
  await until(async () => {
    const [job] = await rowsInA<{ state: string }>(app, text, [name, after]);
    fate = ends[job?.state ?? ''];
    return fate !== undefined;
  });
  return fate ?? 'absent';
}

/** The machine may be loaded, hence the patience. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 20_000; performance.now() < end; await pause(20)) {
    if (await holds()) return;
  }
  throw new Error('It did not come to that.');
}
