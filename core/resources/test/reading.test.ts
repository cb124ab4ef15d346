import { expect } from 'chai';
import { everything } from '../query/list-query.ts';
import { countBy } from '../read/count-by.ts';
import { getRecord } from '../read/get-record.ts';
import { listRecords, parseListQuery } from '../read/list-records.ts';
import type { RecordJson } from '../shape/record-json.ts';
import { createRecord } from '../write/create-record.ts';
import { removeRecord } from '../write/remove-record.ts';
import { type ResourcesUnderTest, resourcesUnderTest } from './resources-under-test.ts';

describe('resources: reading', () => {
  let under: ResourcesUnderTest;
  let parent: RecordJson;

  const create = (input: object): Promise<RecordJson> =>
    createRecord(under.runtime, under.here, under.resource, input);

  async function list(question: string): Promise<RecordJson[]> {
    const query = await parseListQuery(
      under.runtime,
      under.here,
      under.resource,
      new URLSearchParams(question),
    );
    return [...(await listRecords(under.runtime, under.here, under.resource, query)).data];
  }

  const names = async (question: string): Promise<unknown[]> =>
    (await list(question)).map((record) => record.name);

  before(async () => {
    under = await resourcesUnderTest();
    parent = await create({
      name: 'Alpha',
      email: 'ann@example.org',
      score: 10,
      valueMinor: 5_000,
      closesOn: '2026-01-10',
      labels: ['red'],
    });
    await create({
      name: 'Beta',
      status: 'won',
      score: 20,
      valueMinor: 7_000,
      seenAt: '2026-02-01T10:00:00+02:00',
      parentId: parent.id,
    });
    await create({ name: 'Gamma 100%', status: 'lost', isHot: true, labels: ['red', 'blue'] });
    await create({ name: 'Delta', status: 'won', currency: 'USD', valueMinor: 900 });
    const gone = await create({ name: 'Gone' });
    await removeRecord(under.runtime, under.here, under.resource, gone.id);
    await createRecord(under.runtime, under.there, under.resource, { name: 'Theirs' });
  });
  after(() => under.stop());

  it('answers newest first, without the trash and without other workspaces', async () => {
    expect(await names('')).to.deep.equal(['Delta', 'Gamma 100%', 'Beta', 'Alpha']);
    expect(await names('removed=true')).to.deep.equal(['Gone']);
  });

  const filters: readonly [string, string[]][] = [
    ['filter[status]=won', ['Delta', 'Beta']],
    ['filter[status][not]=won', ['Gamma 100%', 'Alpha']],
    ['filter[status][in]=won,lost', ['Delta', 'Gamma 100%', 'Beta']],
    ['filter[name][contains]=0%25', ['Gamma 100%']],
    ['filter[name][startsWith]=al', ['Alpha']],
    ['filter[score][gte]=20', ['Beta']],
    ['filter[score][empty]=true', ['Delta', 'Gamma 100%']],
    ['filter[score][between]=5,15', ['Alpha']],
    ['filter[valueMinor][gt]=900', ['Beta', 'Alpha']],
    ['filter[closesOn][lte]=2026-01-10', ['Alpha']],
    ['filter[seenAt][lt]=2026-02-01T08:30:00Z', ['Beta']],
    ['filter[isHot]=true', ['Gamma 100%']],
    ['filter[labels]=red', ['Gamma 100%', 'Alpha']],
    ['filter[labels][empty]=true', ['Delta', 'Beta']],
    ['filter[ownerId]=null', ['Delta', 'Gamma 100%', 'Beta', 'Alpha']],
    [
      'where={"any":[{"field":"status","operator":"is","value":"lost"},{"field":"score","operator":"is","value":10}]}',
      ['Gamma 100%', 'Alpha'],
    ],
    ['q=ann', ['Alpha']],
    ['q=exam+AL', ['Alpha']],
    ['q=100%25', ['Gamma 100%']],
    ['q=_', []],
    ['sort=name', ['Alpha', 'Beta', 'Delta', 'Gamma 100%']],
    ['sort=-valueMinor', ['Beta', 'Alpha', 'Delta', 'Gamma 100%']],
    ['sort=valueMinor', ['Delta', 'Alpha', 'Beta', 'Gamma 100%']],
    ['offset=1&limit=2', ['Gamma 100%', 'Beta']],
    ['offset=1&limit=2&sort=-name', ['Delta', 'Beta']],
  ];
  for (const [question, expected] of filters) {
    it(`answers ${decodeURIComponent(question)}`, async () => {
      expect(await names(question)).to.deep.equal(expected);
    });
  }

  for (const sort of ['createdAt', '-createdAt', 'name', '-name', 'valueMinor', '-valueMinor']) {
    it(`walks all pages by ${sort} without a gap or a repetition`, async () => {
      const seen: unknown[] = [];
      let next: string | null = '';
      while (next !== null) {
        const parameters = new URLSearchParams({ sort, limit: '1', ...(next ? { after: next } : {}) });
        const query = await parseListQuery(under.runtime, under.here, under.resource, parameters);
        const page = await listRecords(under.runtime, under.here, under.resource, query);
        seen.push(...page.data.map((record) => record.name));
        next = page.page.next;
      }
      expect(seen).to.deep.equal(await names(`sort=${sort}`));
    });
  }

  it('orders text as people read it', async () => {
    const made = [];
    for (const name of ['zoe', 'Émile', 'emil', 'Bob'])
      made.push(await create({ name, status: 'lost', score: 99 }));
    expect(await names('filter[score]=99&sort=name')).to.deep.equal(['Bob', 'emil', 'Émile', 'zoe']);
    expect(await names('filter[score]=99&sort=-name&offset=1')).to.deep.equal(['Émile', 'emil', 'Bob']);
    for (const { id } of made) await removeRecord(under.runtime, under.here, under.resource, id);
  });

  it('counts only when asked, and says what a page holds', async () => {
    const exact = await listRecords(under.runtime, under.here, under.resource, {
      ...everything,
      limit: 3,
      total: 'exact',
    });
    expect(exact.page).to.deep.include({ limit: 3, hasMore: true, total: 4, totalIsCapped: false });
    const plain = await listRecords(under.runtime, under.here, under.resource, everything);
    expect(plain.page).to.deep.equal({ limit: 50, hasMore: false, next: null });
  });

  it('shows what a reference points at, and selected fields only', async () => {
    const [beta] = await list('filter[name]=Beta&include=parentId&fields=name,parentId');
    expect(beta).to.deep.equal({
      id: beta?.id,
      version: 1,
      createdAt: beta?.createdAt,
      name: 'Beta',
      parentId: parent.id,
      parent: { id: parent.id, title: 'Alpha' },
    });
  });

  it('answers the same record to a list and to a look at one', async () => {
    const [alpha] = await list('filter[name]=Alpha');
    expect(await getRecord(under.runtime, under.here, under.resource, parent.id)).to.deep.equal(alpha);
  });

  it('does not find a record of another workspace, nor one in the trash, nor nonsense', async () => {
    const [gone] = await list('removed=true');
    for (const [scope, id] of [
      [under.there, parent.id],
      [under.here, gone?.id ?? ''],
      [under.here, 'x'],
      [under.here, "' or 1=1"],
    ] as const) {
      const answer = await getRecord(under.runtime, scope, under.resource, id).catch(
        (error: Error) => error.name,
      );
      expect(answer).to.equal('NotFound');
    }
  });

  it('refuses an actor without the permission', async () => {
    const answer = await listRecords(under.runtime, under.with(), under.resource, everything).catch(
      (error: Error) => error.name,
    );
    expect(answer).to.equal('NotAllowed');
  });

  it('counts and sums by value, per currency', async () => {
    const groups = await countBy(
      under.runtime,
      under.here,
      under.resource,
      'status',
      everything,
      'valueMinor',
    );
    expect(groups.find((group) => group.value === 'won')).to.deep.equal({
      value: 'won',
      count: 2,
      sums: { EUR: 7_000, USD: 900 },
    });
  });
});
