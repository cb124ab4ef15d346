import { expect } from 'chai';
import type { Resource } from '../../core/sdk/index.ts';
import { switchModule } from '../../core/testing/switch-module.ts';
import { type ApiUnderTest, apiUnderTest } from './api-under-test.ts';
import { requestsNaming } from './request-plan.ts';
import { SampleRecords } from './sample-records.ts';
import { shippedPlugins } from './shipped-plugins.ts';

describe('switched off: every route of every plugin', () => {
  let api: ApiUnderTest;
  let records: Map<string, string>;
  let tried = 0;

  before(async () => {
    api = await apiUnderTest();
    const samples = new SampleRecords(api.runtime, await api.scope('owner'));
    records = new Map();
    for (const resource of resources()) records.set(resource.id, (await samples.of(resource))?.id ?? '');
    for (const plugin of (await shippedPlugins()).reverse()) await switchModule(api, plugin, false);
  });
  after(async () => {
    console.log(`      ${tried} requests tried against what is off`);
    await api.stop();
  });

  const resources = (): Resource[] => [...api.runtime.registry.resources.values()];
  const ask = async (method: string, path: string, body?: unknown): Promise<number> => {
    tried += 1;
    return (await api.send(api.keys.a.owner, method, path, body)).status;
  };

  it('is not found, as if it never was', async () => {
    for (const resource of resources()) {
      const base = `/api/${resource.plugin}/${resource.path}`;
      for (const path of [base, `${base}?q=a`, `${base}/export.csv`])
        expect(await ask('get', path), path).to.equal(404);
      expect(await ask('post', base, {}), base).to.equal(404);
      for (const { method, path, body, name } of requestsNaming(resource)) {
        const id = records.get(resource.id) ?? '';
        expect(await ask(method, path(id), body?.(id)), `${resource.id} ${name}`).to.equal(404);
      }
    }
    for (const { plugin, item: route } of api.runtime.registry.contributions.routes) {
      expect(await ask(route.method, `/api/${plugin}${route.path.replace(/:\w+/g, 'x')}`)).to.equal(404);
    }
  });

  it('is absent from the description of the API', async () => {
    const { text } = await api.send(api.keys.a.owner, 'get', '/api/openapi.json');
    for (const { path, plugin } of resources()) expect(text).to.not.include(`/api/${plugin}/${path}`);
  });

  it('stays on in the other workspace, and comes back with all its data', async () => {
    for (const resource of resources()) {
      const base = `/api/${resource.plugin}/${resource.path}`;
      expect((await api.send(api.keys.b.owner, 'get', base)).status).to.equal(200);
    }
    for (const plugin of await shippedPlugins()) await switchModule(api, plugin, true);
    for (const resource of resources()) {
      const id = records.get(resource.id);
      if (id) expect(await ask('get', `/api/${resource.plugin}/${resource.path}/${id}`)).to.equal(200);
    }
  });
});
