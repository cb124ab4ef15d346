import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { inWorkspace, type UnitOfWork } from '../../core/db/unit-of-work.ts';
import { changesSince, type ResourceChanges, seenNow } from '../../core/events/changes-since.ts';
import { eventStatement } from '../../core/events/event-row.ts';
import { forgetOldEvents } from '../../core/events/forget-old-events.ts';
import { type Relay, startRelay } from '../../core/events/relay.ts';
import { makeOutboxDatabase, type OutboxDatabase } from './outbox-database.ts';

const workspaceId = randomUUID();

function note(unit: UnitOfWork, recordId: string, resource = 'crm.contact') {
  const change = { resource, recordId, version: 1, kind: 'created' as const };
  const row = { workspaceId, event: `${resource}.created`, change, payload: null, actor: 'system:test' };
  return unit.run(eventStatement([row]));
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 5_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('It did not happen within five seconds.');
    await pause(5);
  }
}

function withoutXids({ newest: _, changes, ...rest }: ResourceChanges) {
  return { ...rest, changes: changes?.map(({ xid, ...change }) => change) ?? null };
}

describe('outbox: telling committed changes', () => {
  let outbox: OutboxDatabase;
  let relay: Relay | undefined;

  before(async () => {
    outbox = await makeOutboxDatabase();
  });

  afterEach(() => {
    relay?.stop();
    relay = undefined;
  });

  after(() => outbox.drop());

  const write = (recordId: string, resource?: string) =>
    inWorkspace(outbox.database, workspaceId, (unit) => note(unit, recordId, resource));

  const writeSlowly = (id: string, index: number) =>
    inWorkspace(outbox.database, workspaceId, async (unit) => {
      await note(unit, id);
      await pause(index % 7);
    });

  function listen(sink: { isWanted?: boolean } = {}): string[] {
    const heard: string[] = [];
    relay = startRelay(outbox.runtime, {
      isWanted: () => sink.isWanted ?? true,
      receive: (groups) => void heard.push(...groups.flatMap(idsOf)),
    });
    return heard;
  }

  const idsOf = (group: ResourceChanges) =>
    group.changes?.map((change) => change.id) ?? [`${group.total} of them`];

  it('tells a change once, with its workspace, resource, kind and version', async () => {
    const since = await seenNow(outbox.database);
    const id = randomUUID();
    await write(id);
    const first = await changesSince(outbox.database, since, 10);
    const changes = [{ id, kind: 'created', version: 1 }];
    expect(first.groups.map(withoutXids)).to.deep.equal([
      { workspaceId, resource: 'crm.contact', total: 1, changes },
    ]);
    expect((await changesSince(outbox.database, first.seen, 10)).groups).to.deep.equal([]);
  });

  it('tells nothing of what was rolled back', async () => {
    const since = await seenNow(outbox.database);
    await inWorkspace(outbox.database, workspaceId, async (unit) => {
      await note(unit, randomUUID());
      throw new Error('changed my mind');
    }).catch(() => undefined);
    expect((await changesSince(outbox.database, since, 10)).groups).to.deep.equal([]);
  });

  it('neither waits for a transaction that stays open nor misses it when it ends', async () => {
    const since = await seenNow(outbox.database);
    const [late, early] = [randomUUID(), randomUUID()];
    let finish: (() => void) | undefined;
    const slow = inWorkspace(outbox.database, workspaceId, async (unit) => {
      await note(unit, late);
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
    });
    await until(() => finish !== undefined);
    await write(early);
    const meanwhile = await changesSince(outbox.database, since, 10);
    expect(meanwhile.groups.flatMap(idsOf)).to.deep.equal([early]);
    finish?.();
    await slow;
    const then = await changesSince(outbox.database, meanwhile.seen, 10);
    expect(then.groups.flatMap(idsOf)).to.deep.equal([late]);
  });

  it('tells every one of many writers exactly once, whatever the order of their commits', async () => {
    const ids = Array.from({ length: 150 }, () => randomUUID());
    const heard: string[] = [];
    let since = await seenNow(outbox.database);
    const readOn = async () => {
      const { seen, groups } = await changesSince(outbox.database, since, 1_000);
      since = seen;
      heard.push(...groups.flatMap(idsOf));
    };
    let areWriting = true;
    const writing = Promise.all(ids.map(writeSlowly)).finally(() => {
      areWriting = false;
    });
    while (areWriting) await readOn();
    await writing;
    await readOn();
    expect(heard).to.have.lengthOf(150);
    expect(heard).to.have.members(ids);
  });

  it('tells a number only when there were too many', async () => {
    const since = await seenNow(outbox.database);
    const rows = Array.from({ length: 2_000 }, () => ({
      workspaceId,
      event: 'crm.contact.created',
      change: { resource: 'crm.contact', recordId: randomUUID(), version: 1, kind: 'created' as const },
      payload: null,
      actor: 'system:test',
    }));
    await inWorkspace(outbox.database, workspaceId, (unit) => unit.run(eventStatement(rows)));
    const { groups } = await changesSince(outbox.database, since, 50);
    expect(groups.map(withoutXids)).to.deep.equal([
      { workspaceId, resource: 'crm.contact', total: 2_000, changes: null },
    ]);
  });

  it('hears of commits of this process within a moment and of others soon', async () => {
    const heard = listen();
    await relay?.ready();
    const [own, foreign] = [randomUUID(), randomUUID()];
    await write(own);
    const began = performance.now();
    outbox.runtime.commits.raise();
    await until(() => heard.includes(own));
    expect(performance.now() - began).to.be.below(150);
    await write(foreign);
    await until(() => heard.includes(foreign));
    expect(heard).to.deep.equal([own, foreign]);
  });

  it('reads nothing while nobody listens and begins anew for the next listener', async () => {
    const sink = { isWanted: false };
    const heard = listen(sink);
    await write(randomUUID());
    outbox.runtime.commits.raise();
    await pause(60);
    sink.isWanted = true;
    await relay?.ready();
    const id = randomUUID();
    await write(id);
    outbox.runtime.commits.raise();
    await until(() => heard.length > 0);
    expect(heard).to.deep.equal([id]);
  });

  it('goes on where it stopped after the database was away', async () => {
    const heard = listen();
    await relay?.ready();
    await outbox.asSuperuser('alter function events_since(text, integer) rename to events_away');
    const id = randomUUID();
    await write(id);
    outbox.runtime.commits.raise();
    await pause(80);
    await outbox.asSuperuser('alter function events_away(text, integer) rename to events_since');
    await until(() => heard.length > 0);
    expect(heard).to.deep.equal([id]);
  });
});

describe('outbox: what cannot be done with it', () => {
  let outbox: OutboxDatabase;

  before(async () => {
    outbox = await makeOutboxDatabase();
    await inWorkspace(outbox.database, workspaceId, (unit) => note(unit, randomUUID()));
  });

  after(() => outbox.drop());

  it('keeps other workspaces out, also through its functions', async () => {
    const seen = await inWorkspace(outbox.database, randomUUID(), async (unit) => [
      await unit.from('events').select('id'),
      await unit.run({ text: `select id from events`, values: [] }),
      await unit.run({
        text: `select resource from events_since('1:1:', 10) where resource is not null`,
        values: [],
      }),
    ]);
    expect(seen).to.deep.equal([[], [], []]);
  });

  it('lets nobody change or remove what was written', async () => {
    const touched = await inWorkspace(outbox.database, workspaceId, async (unit) => [
      await unit.from('events').update({ actor: 'somebody else' }),
      await unit.from('events').delete(),
    ]);
    expect(touched).to.deep.equal([0, 0]);
    expect(await outbox.asSuperuser('select actor from events')).to.deep.equal([{ actor: 'system:test' }]);
  });

  it('forgets what is older than a week, in small steps, and nothing else', async () => {
    const old = `insert into events (workspace_id, event, actor, at, xid)
      select gen_random_uuid(), 'a.b.c', 'system:test', now() - interval '8 days', '5' from generate_series(1, 4500)`;
    await outbox.asSuperuser(old);
    expect(await forgetOldEvents(outbox.runtime)).to.equal(4_500);
    expect(await outbox.asSuperuser('select count(*)::int as left from events')).to.deep.equal([{ left: 1 }]);
  });
});
