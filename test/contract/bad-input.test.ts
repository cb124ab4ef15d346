import { expect } from 'chai';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import type { Resource } from '../../core/sdk/index.ts';
import { type Answer, type ApiUnderTest, apiUnderTest } from './api-under-test.ts';
import { badValues } from './bad-values.ts';
import { SampleRecords } from './sample-records.ts';

interface Refusal {
  readonly error?: { readonly problems?: readonly { readonly path: readonly (string | number)[] }[] };
}

describe('bad input: every field of every route', function () {
  this.timeout(120_000);
  let api: ApiUnderTest;
  let samples: SampleRecords;
  let tried = 0;

  before(async () => {
    api = await apiUnderTest();
    samples = new SampleRecords(api.runtime, await api.scope('owner'));
    for (const resource of resources()) await samples.of(resource);
  });

  after(async () => {
    console.log(`      ${tried} requests tried with bad values`);
    await api.stop();
  });

  const resources = (): Resource[] => [...api.runtime.registry.resources.values()];
  const baseOf = (resource: Resource): string => `/api/${resource.plugin}/${resource.path}`;
  const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
    api.send(api.keys.a.owner, method, path, body);

  async function rowCount(): Promise<number> {
    const sums = resources()
      .map(({ options }) => `(select count(*) from "${options.table}")`)
      .join(' + ');
    const text = `select (${sums} + (select count(*) from events))::int as rows`;
    const rows = await inWorkspace(api.runtime.database, api.workspaces.a.id, (unit) =>
      unit.run<{ rows: number }>({ text, values: [] }),
    );
    return rows[0]?.rows ?? 0;
  }

  /** Refused with 4xx, and where it could be read at all, with the path of the field. */
  function expectRefusal(answer: Answer, field: string, what: string): void {
    tried += 1;
    expect(answer.status, `${what}: ${answer.text.slice(0, 200)}`).to.be.oneOf([413, 422]);
    if (answer.status === 413) return;
    const problems = (JSON.parse(answer.text) as Refusal).error?.problems ?? [];
    expect(
      problems.some(({ path }) => path.includes(field)),
      `${what}: ${answer.text.slice(0, 200)}`,
    ).to.equal(true);
  }

  it('is refused with the field’s path at creation, and nothing is written', async () => {
    const before = await rowCount();
    for (const resource of resources()) {
      const input = await samples.input(resource);
      for (const name of resource.options.create) {
        const field = resource.fields[name];
        if (!field) continue;
        for (const [words, value] of badValues(field)) {
          const answer = await send('post', baseOf(resource), { ...input, [name]: value });
          expectRefusal(answer, name, `${resource.id}.${name} = ${words}`);
        }
      }
    }
    expect(await rowCount()).to.equal(before);
  });

  it('is refused with the field’s path at change and in bulk, and nothing is written', async () => {
    const before = await rowCount();
    for (const resource of resources()) {
      const record = await samples.of(resource);
      if (!record) continue;
      for (const name of resource.options.update) {
        const field = resource.fields[name];
        if (!field) continue;
        for (const [words, value] of badValues(field)) {
          const what = `${resource.id}.${name} = ${words}`;
          expectRefusal(
            await send('patch', `${baseOf(resource)}/${record.id}`, { [name]: value }),
            name,
            what,
          );
          const bulk = { update: [{ id: record.id, [name]: value }] };
          expectRefusal(await send('post', `${baseOf(resource)}/bulk`, bulk), name, `bulk ${what}`);
        }
      }
    }
    expect(await rowCount()).to.equal(before);
  });

  it('is refused in every filter', async () => {
    for (const resource of resources()) {
      for (const name of resource.options.list.filter) {
        for (const operator of ['gte', 'between', 'nonsense', 'contains', 'in']) {
          const answer = await send(
            'get',
            `${baseOf(resource)}?filter[${name}][${operator}]=${"';--\u0000"}`,
          );
          tried += 1;
          expect(
            answer.status,
            `${resource.id} ${name} ${operator}: ${answer.text.slice(0, 200)}`,
          ).to.be.oneOf([200, 422]);
        }
      }
    }
  });

  it('is refused where there should be an object, and in every action', async () => {
    for (const resource of resources()) {
      const record = await samples.of(resource);
      const paths = [baseOf(resource), `${baseOf(resource)}/bulk`];
      if (record)
        paths.push(
          ...Object.keys(resource.options.actions ?? {}).map(
            (noun) => `${baseOf(resource)}/${record.id}/${noun}`,
          ),
        );
      for (const path of paths) {
        for (const body of [
          '[]',
          '"text"',
          'null',
          '7',
          '{',
          '{"nonsense":1}',
          `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
        ]) {
          const answer = await api.sendText(api.keys.a.owner, 'post', path, body);
          tried += 1;
          expect(answer.status, `${path} ${body.slice(0, 20)}: ${answer.text.slice(0, 200)}`).to.be.within(
            400,
            422,
          );
        }
      }
    }
  });

  it('is refused in every route that plugins wrote by hand', async () => {
    for (const { plugin, item: route } of api.runtime.registry.contributions.routes) {
      const path = `/api/${plugin}${route.path.replace(/:\w+/g, 'nonsense')}?nonsense[]=1`;
      const answer = await send(route.method, path, route.method === 'get' ? undefined : { nonsense: {} });
      tried += 1;
      expect(answer.status, `${route.method} ${path}`).to.be.within(400, 499);
    }
  });
});
