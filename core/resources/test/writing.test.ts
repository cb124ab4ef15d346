import { expect } from 'chai';
import { openCtx } from '../../context/open-ctx.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import { DomainError, type InvalidInput, where } from '../../sdk/index.ts';
import { everything } from '../query/list-query.ts';
import { getRecord } from '../read/get-record.ts';
import { listRecords } from '../read/list-records.ts';
import { bulkWrite } from '../write/bulk-write.ts';
import { createRecord } from '../write/create-record.ts';
import { placeRecord } from '../write/place-record.ts';
import { removeRecord, restoreRecord } from '../write/remove-record.ts';
import { updateRecord } from '../write/update-record.ts';
import { writeBatch } from '../write/write-batch.ts';
import { type ResourcesUnderTest, resourcesUnderTest } from './resources-under-test.ts';
import { thing } from './sample-resource.ts';

async function problem(work: Promise<unknown>): Promise<DomainError> {
  const outcome = await work.catch((error: unknown) => error);
  if (outcome instanceof DomainError) return outcome;
  throw new Error(`Expected a refusal, got ${JSON.stringify(outcome) ?? String(outcome)}`);
}

describe('resources: writing', () => {
  let under: ResourcesUnderTest;
  before(async () => {
    under = await resourcesUnderTest();
  });
  after(() => under.stop());

  const create = (input: object) => createRecord(under.runtime, under.here, under.resource, input);
  const update = (id: string, input: object, version?: number) =>
    updateRecord(under.runtime, under.here, under.resource, id, input, version ?? null);
  const events = async (recordId: string): Promise<string[]> => {
    const statement = {
      text: 'select event from events where record_id = $1 order by id',
      values: [recordId],
    };
    const rows = await inWorkspace(under.runtime.database, under.here.workspace.id, (unit) =>
      unit.run<{ event: string }>(statement),
    );
    return rows.map((row) => row.event);
  };

  it('writes one event with each change', async () => {
    const { id } = await create({ name: 'Told' });
    await update(id, { score: 3 });
    await removeRecord(under.runtime, under.here, under.resource, id);
    await restoreRecord(under.runtime, under.here, under.resource, id);
    expect(await events(id)).to.deep.equal([
      'sample.thing.created',
      'sample.thing.updated',
      'sample.thing.removed',
      'sample.thing.restored',
    ]);
  });

  it('counts versions and refuses a change that started from an old one, naming what differs', async () => {
    const { id, version } = await create({ name: 'Shared', score: 1 });
    await update(id, { score: 2 }, version);
    const refused = await problem(update(id, { score: 3, name: 'Shared' }, version));
    expect(refused.code).to.equal('conflict');
    expect(refused.details).to.deep.include({ currentVersion: 2, fields: ['score'], current: { score: 2 } });
  });

  it('lets exactly one of many changes from the same version win', async () => {
    const { id, version } = await create({ name: 'Raced' });
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, (_, score) => update(id, { score }, version)),
    );
    expect(answers.filter((answer) => answer.status === 'fulfilled')).to.have.length(1);
  });

  it('refuses a reference to nothing, to another workspace and to the wrong kind of thing', async () => {
    const theirs = await createRecord(under.runtime, under.there, under.resource, { name: 'Theirs' });
    for (const parentId of [theirs.id, '018f0000-0000-7000-8000-00000000dead', 'x', 5, {}]) {
      const refused = await problem(create({ name: 'Child', parentId }));
      expect((refused as InvalidInput).problems[0]?.path).to.deep.equal(['parentId']);
    }
  });

  it('refuses a reference to a record in the trash', async () => {
    const { id } = await create({ name: 'Parent' });
    const child = await create({ name: 'Child' });
    await removeRecord(under.runtime, under.here, under.resource, id);
    for (const attempt of [
      () => create({ name: 'Orphan', parentId: id }),
      () => update(child.id, { parentId: id }),
    ]) {
      const refused = await problem(attempt());
      expect((refused as InvalidInput).problems).to.deep.equal([
        { path: ['parentId'], message: 'This record is in the trash. Choose another one.' },
      ]);
    }
  });

  it('keeps a record out of the trash while another stands on it', async () => {
    const { id } = await create({ name: 'Base' });
    const { id: guard } = await create({ name: 'Upon', baseId: id });
    const refused = await problem(removeRecord(under.runtime, under.here, under.resource, id));
    expect(refused.message).to.equal('1 thing still uses this. Move or remove them first.');
    await removeRecord(under.runtime, under.here, under.resource, guard);
    await removeRecord(under.runtime, under.here, under.resource, id);
  });

  it('puts cards between others, making room without touching their versions', async () => {
    const cards = [];
    for (const name of ['One', 'Two', 'Three', 'Four'])
      cards.push((await create({ name, status: 'lost' })).id);
    const [one = '', two = '', three = '', four = ''] = cards;
    const place = (id: string, above: string | null, below: string | null) =>
      placeRecord(under.runtime, under.here, under.resource, id, { column: 'won', above, below });
    await place(one, null, null);
    await place(two, one, null);
    for (let turn = 0; turn < 15; turn += 1)
      await place(turn % 2 ? three : four, one, turn % 2 ? four : turn ? three : two);
    const order = await openCtx(under.runtime, under.here, (ctx) =>
      ctx.db.table(thing).all(where('status', 'is', 'won'), { orderBy: 'position', direction: 'asc' }),
    );
    expect(order.map((card) => card.name)).to.deep.equal(['One', 'Four', 'Three', 'Two']);
    expect(order.at(-1)?.version).to.equal(2);
  });

  it('does not change a record of another workspace', async () => {
    const { id } = await create({ name: 'Ours' });
    for (const attempt of [
      () => updateRecord(under.runtime, under.there, under.resource, id, { name: 'Stolen' }),
      () => removeRecord(under.runtime, under.there, under.resource, id),
      () => bulkWrite(under.runtime, under.there, under.resource, { update: [{ id, name: 'Stolen' }] }),
      () => bulkWrite(under.runtime, under.there, under.resource, { remove: [id] }),
    ]) {
      await problem(attempt());
    }
    expect(await getRecord(under.runtime, under.here, under.resource, id)).to.deep.include({
      name: 'Ours',
      version: 1,
    });
  });

  it('refuses a writer without the permission', async () => {
    const { id } = await create({ name: 'Read only' });
    const reader = under.with('sample:read');
    for (const attempt of [
      () => createRecord(under.runtime, reader, under.resource, { name: 'No' }),
      () => updateRecord(under.runtime, reader, under.resource, id, { name: 'No' }),
      () => removeRecord(under.runtime, reader, under.resource, id),
      () => bulkWrite(under.runtime, reader, under.resource, { create: [{ name: 'No' }] }),
    ]) {
      expect((await problem(attempt())).code).to.equal('not-allowed');
    }
  });

  it('does all of a bulk or nothing, naming the item that is wrong', async () => {
    const before = (
      await listRecords(under.runtime, under.here, under.resource, { ...everything, total: 'exact' })
    ).page.total;
    const refused = await problem(
      bulkWrite(under.runtime, under.here, under.resource, {
        create: [{ name: 'Good' }, { name: '' }, { name: 'Bad', score: 'x' }],
      }),
    );
    expect((refused as InvalidInput).problems.map(({ path }) => path)).to.deep.equal([
      ['create', 1, 'name'],
      ['create', 2, 'score'],
    ]);
    const late = await problem(
      bulkWrite(under.runtime, under.here, under.resource, {
        create: [{ name: 'Good' }],
        remove: ['018f0000-0000-7000-8000-00000000dead'],
      }),
    );
    expect((late as InvalidInput).problems[0]?.path).to.deep.equal(['remove', 0]);
    const after = (
      await listRecords(under.runtime, under.here, under.resource, { ...everything, total: 'exact' })
    ).page.total;
    expect(after).to.equal(before);
  });

  it('writes a batch with defaults, custom values and events in a few statements', async () => {
    const changes = Array.from({ length: 500 }, (_, index) => ({
      values: { name: `Row ${index}`, currency: 'EUR', status: 'open', isHot: false, labels: [] },
      custom: undefined,
    }));
    const answer = await openCtx(under.runtime, under.here, (ctx) =>
      writeBatch(under.runtime, ctx, under.resource, { create: changes, update: [] }),
    );
    expect(answer.created).to.have.length(500);
    expect(await events(answer.created[7] ?? '')).to.deep.equal(['sample.thing.created']);
  });

  it('gives domain code the same records, typed', async () => {
    const { id } = await create({
      name: 'Typed',
      closesOn: '2026-05-01',
      seenAt: '2026-05-01T10:00:00Z',
      valueMinor: 100,
    });
    await openCtx(under.runtime, under.here, async (ctx) => {
      const table = ctx.db.table(thing);
      const found = await table.first(where('name', 'is', 'Typed'));
      expect(found).to.deep.equal(await table.get(id));
      expect(found).to.deep.include({
        closesOn: '2026-05-01',
        seenAt: '2026-05-01T10:00:00+00:00',
        valueMinor: 100,
      });
      expect(await table.count(where('name', 'is', 'Typed'))).to.equal(1);
      expect(await table.update(id, { status: 'won' })).to.deep.include({ status: 'won', version: 2 });
    });
  });

  it('rolls everything back when a handler fails, events included', async () => {
    let id = '';
    const failing = openCtx(under.runtime, under.here, async (ctx) => {
      id = (await ctx.db.table(thing).create({ name: 'Never' })).id;
      throw new Error('changed my mind');
    });
    await failing.catch(() => undefined);
    expect(await events(id)).to.deep.equal([]);
  });
});
