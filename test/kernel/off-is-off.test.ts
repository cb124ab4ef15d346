import { expect } from 'chai';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Call = readonly [method: Method, path: string];

const someId = '01890000-0000-7000-8000-000000000000';

describe('modules: what is off is off over the API', () => {
  let app: TestApp;
  let calls: readonly Call[];

  before(async () => {
    app = await bootTestApp({ fixtures: ['notes', 'forgets-where'] });
    calls = [...resourceCalls(), ...routeCalls()];
    const admin = await app.scope('admin');
    for (const id of ['notes', 'forgets-where']) await switchPlugin(app.runtime, admin, id, false);
  });
  after(() => app.stop());

  function resourceCalls(): Call[] {
    return [...app.runtime.registry.resources.values()].flatMap(({ plugin, path }): Call[] => {
      const address = `/api/${plugin}/${path}`;
      return [
        ['get', address],
        ['post', address],
        ['post', `${address}/bulk`],
        ['get', `${address}/${someId}`],
        ['patch', `${address}/${someId}`],
        ['delete', `${address}/${someId}`],
        ['post', `${address}/${someId}/restoration`],
        ['post', `${address}/${someId}/anything`],
      ];
    });
  }

  function routeCalls(): Call[] {
    return app.runtime.registry.contributions.routes.map(
      ({ plugin, item: route }): Call => [route.method, `/api/${plugin}${route.path}`],
    );
  }

  const ask = (agent: ReturnType<TestApp['as']>, [method, path]: Call) =>
    method === 'get' ? agent.get(path) : agent[method](path).send({});

  it('answers every address of it as one that never was', async () => {
    const owner = app.as('owner');
    const nowhere = (await owner.get('/api/no-such-plugin/things')).body;
    for (const call of calls) {
      const answer = await ask(owner, call);
      expect([call.join(' '), answer.status, answer.body]).to.deep.equal([call.join(' '), 404, nowhere]);
    }
    expect(calls).to.have.lengthOf(13);
  });

  it('leaves the other workspace as it was', async () => {
    const other = app.as('viewer', app.workspaces.b);
    expect((await other.get('/api/notes/notes')).status).to.equal(200);
    expect((await other.get('/api/forgets-where/all')).status).to.equal(200);
  });

  it('lets it back in at once, with its data', async () => {
    await switchPlugin(app.runtime, await app.scope('admin'), 'notes', true);
    const answer = await app.as('viewer').get('/api/notes/notes');
    expect(answer.body.data.map(({ body }: { body: string }) => body)).to.deep.equal(['Welcome']);
  });
});
