import { expect } from 'chai';
import { v7 as newId } from 'uuid';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import type { RecordJson } from '../../core/resources/shape/record-json.ts';
import type { Resource } from '../../core/sdk/index.ts';
import { type Answer, type ApiUnderTest, apiUnderTest } from './api-under-test.ts';
import { type PlannedRequest, requestsNaming, requestsPointingAt } from './request-plan.ts';
import { SampleRecords } from './sample-records.ts';

/** The same question with a stranger's id must read exactly like one with an id that never was. */
describe('isolation: every route, asked from another workspace', () => {
  let api: ApiUnderTest;
  let theirs: SampleRecords;
  let inputs: Map<string, Record<string, unknown>>;
  let own: Map<string, RecordJson | null>;
  let tried = 0;

  before(async () => {
    api = await apiUnderTest();
    theirs = new SampleRecords(api.runtime, await api.scope('owner', api.workspaces.a));
    const ours = new SampleRecords(api.runtime, await api.scope('owner', api.workspaces.b));
    inputs = new Map();
    own = new Map();
    for (const resource of resources()) {
      await theirs.of(resource);
      own.set(resource.id, await ours.of(resource));
      inputs.set(resource.id, await ours.input(resource));
    }
  });

  after(async () => {
    console.log(`      ${tried} requests tried with ids of another workspace`);
    await api.stop();
  });

  const resources = (): Resource[] => [...api.runtime.registry.resources.values()];

  async function fingerprint(): Promise<string> {
    const tables = resources().map(({ options }) => options.table);
    const sums = tables.map(
      (table) => `select md5(coalesce(string_agg(t::text, ',' order by t.id), '')) from "${table}" t`,
    );
    const text = sums.map((sum) => `(${sum})`).join(' || ');
    const rows = await inWorkspace(api.runtime.database, api.workspaces.a.id, (unit) =>
      unit.run<{ sum: string }>({ text: `select ${text} as sum`, values: [] }),
    );
    return rows[0]?.sum ?? '';
  }

  async function compare(request: PlannedRequest, id: string): Promise<void> {
    const random = newId();
    const [asked, never] = [await send(request, id), await send(request, random)];
    tried += 1;
    expect(blur(asked, id), request.name).to.deep.equal(blur(never, random));
    if (request.method !== 'get') expect(asked.status, request.name).to.be.within(400, 499);
  }

  const send = (request: PlannedRequest, id: string): Promise<Answer> =>
    api.send(api.keys.b.owner, request.method, request.path(id), request.body?.(id));

  it('answers a stranger’s id like a random one, by id, in bodies and in filters, and changes nothing', async () => {
    const before = await fingerprint();
    for (const resource of resources()) {
      const record = await theirs.of(resource);
      if (!record) continue;
      const pointing = requestsPointingAt(
        api.runtime,
        resource,
        (one) => inputs.get(one.id) ?? {},
        (one) => own.get(one.id) ?? null,
      );
      for (const request of [...requestsNaming(resource), ...pointing]) await compare(request, record.id);
    }
    expect(tried).to.be.greaterThan(resources().length * 9);
    expect(await fingerprint()).to.equal(before);
  });

  it('never shows a stranger’s record in a list, a search or a file', async () => {
    for (const resource of resources()) {
      const record = await theirs.of(resource);
      if (!record) continue;
      const base = `/api/${resource.plugin}/${resource.path}`;
      const search = resource.options.list.search ? [`${base}?q=sample`] : [];
      for (const path of [
        `${base}?limit=200&total=exact`,
        `${base}?removed=true`,
        ...search,
        `${base}/export.csv`,
      ]) {
        const answer = await api.send(api.keys.b.owner, 'get', path);
        expect(answer.status, path).to.equal(200);
        expect(answer.text, path).to.not.include(record.id);
        tried += 1;
      }
    }
  });

  it('refuses workspace ids and other system fields in every body', async () => {
    for (const resource of resources().filter(({ options }) => options.create.length > 0)) {
      const input = inputs.get(resource.id) ?? {};
      for (const name of [
        'workspaceId',
        'workspace_id',
        'id',
        'createdAt',
        'updatedAt',
        'removedAt',
        'version',
        '__proto__',
      ]) {
        const body = `{${JSON.stringify(name)}: ${JSON.stringify(api.workspaces.a.id)}, ${JSON.stringify(input).slice(1)}`;
        const answer = await api.sendText(
          api.keys.b.owner,
          'post',
          `/api/${resource.plugin}/${resource.path}`,
          body,
        );
        expect(answer.status, `${resource.id} with ${name}`).to.equal(422);
        tried += 1;
      }
    }
  });
});

/** An answer without what may rightly differ. */
function blur({ status, text, headers }: Answer, id: string): object {
  const { 'content-type': type, 'cache-control': cache } = headers;
  const calm = text.replaceAll(id, '<id>').replace(/"(requestId|at)":"[^"]*"/g, '');
  return { status, type, cache, text: calm };
}
