import { readInstance } from '../../../core/db/read-instance.ts';
import { knownSchedules } from '../../../core/schedules/known-schedules.ts';
import { keepSchedules } from '../../../core/schedules/start-schedules.ts';
import {
  api,
  byStatus,
  fateOfJob,
  type GateApp,
  id,
  inA,
  newestJob,
  onPage,
  rowsInA,
  until,
} from './gate-app.ts';
import { type Answer, onlyNamed, type Probes } from './probe.ts';

/** What plugins do when nobody looks. */
export const workProbes: Pick<Probes, 'events' | 'jobs' | 'schedules' | 'listens' | 'webhooks'> = {
  events: [{ surface: 'outbox', look: told }],
  jobs: [{ surface: 'worker', look: worked }],
  schedules: [{ surface: 'clock', look: fired, expected: onlyNamed }],
  listens: [{ surface: 'delivery', look: heard }],
  webhooks: [
    { surface: 'call from outside', look: received },
    {
      surface: 'settings',
      look: (app) => onPage(app, '/w/a/settings/webhooks', `value="${id}.hook"`),
      expected: onlyNamed,
    },
  ],
};

const event = `${id}.thing.told`;

/** Its own code tells it; whoever listens to others gets it from the outbox. */
async function told(app: GateApp): Promise<Answer> {
  // Beside what the core tells in its name meanwhile.
  const count = `select count(*)::int as n from events where workspace_id = $1 and event = $2
    and actor like 'apiKey:%'`;
  const [before] = await rowsInA<{ n: number }>(app, count, [event]);
  const answer = byStatus(await app.as('owner').post(`${api}/tell`).send({}), `${api}/tell`);
  const [after] = await rowsInA<{ n: number }>(app, count, [event]);
  const isTold = (after?.n ?? 0) > (before?.n ?? 0);
  if (isTold !== (answer === 'open')) throw new Error('What the route says and what it did are two things.');
  return answer;
}

async function worked(app: GateApp): Promise<Answer> {
  const after = await newestJob(app);
  const { item } = found(app.runtime.registry.contributions.jobs.find((one) => one.plugin === id));
  await inA(app, (ctx) => ctx.enqueue(item, {}));
  return fateOfJob(app, item.id, after);
}

async function heard(app: GateApp): Promise<Answer> {
  const after = await newestJob(app);
  await inA(app, (ctx) => ctx.emit(found(app.runtime.registry.events.get(event)), {}));
  await until(() => isHandedOn(app));
  const text = 'select 1 from jobs where workspace_id = $1 and job = $2 and seq > $3';
  const deliveries = await rowsInA(app, text, [`${id}.hear`, after]);
  return deliveries.length === 0 ? 'absent' : fateOfJob(app, `${id}.hear`, after);
}

/** What was told is read from the outbox; nothing of it is left to come. */
async function isHandedOn(app: GateApp): Promise<boolean> {
  const seen = { text: 'select seen from event_reader', values: [] };
  const [reader] = await readInstance<{ seen: string }>(app.runtime.database, seen);
  const text = `select 1 from events where workspace_id = $1 and event = $2
    and not pg_visible_in_snapshot(xid, $3::pg_snapshot)`;
  return (await rowsInA(app, text, [event, reader?.seen ?? ''])).length === 0;
}

let days = 0;

/** A day later each time, so that it is due. */
async function fired({ runtime, ...app }: GateApp): Promise<Answer> {
  days += 2;
  const day = new Date(Date.now() + days * 86_400_000);
  const text =
    'select fire_at from schedule_fires where workspace_id = $1 and schedule = $2 and fire_at > $3';
  const known = knownSchedules(runtime.registry);
  const before = new Date(day.getTime() - 86_400_000);
  // The app keeps its schedules beside us, by the time it is.
  for (let tries = 0; tries < 4; tries++) {
    await keepSchedules(runtime, known, before);
    await keepSchedules(runtime, known, day);
    const rows = await rowsInA({ runtime, ...app }, text, [`${id}.nightly`, before.toISOString()]);
    if (rows.length > 0) return 'open';
  }
  return 'absent';
}

let deliveries = 0;

async function received({ url, hook }: GateApp): Promise<Answer> {
  deliveries += 1;
  const headers = { 'content-type': 'application/json', 'x-delivery': `delivery-${deliveries}` };
  return byStatus(await fetch(url + hook, { method: 'POST', headers, body: '{}' }), 'hook');
}

export function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('It is not there.');
  return value;
}
