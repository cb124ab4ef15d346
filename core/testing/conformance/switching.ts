import { expect } from 'chai';
import { switchModule } from '../switch-module.ts';
import { fingerprint } from './fingerprint.ts';
import { requestsNaming } from './request-plan.ts';
import type { Subject } from './subject.ts';

/** Off is off, and harmless: nothing answers, nothing is touched, all is back afterwards. */
export function switching(subject: () => Subject): void {
  let records: Map<string, string>;
  let asItWas: string;
  let tried = 0;

  before(async () => {
    records = new Map();
    for (const resource of subject().resources()) {
      records.set(resource.id, (await subject().samples.a.of(resource))?.id ?? '');
    }
    asItWas = await fingerprint(subject());
    await switchModule(subject(), subject().id, false);
  });
  after(async () => {
    await switchModule(subject(), subject().id, true);
    console.log(`      ${tried} requests tried against what is off`);
  });

  const ask = async (method: string, path: string, body?: unknown): Promise<number> => {
    tried += 1;
    return (await subject().send(subject().keys.a.owner, method, path, body)).status;
  };

  it('is not found, as if it never was', async () => {
    for (const resource of subject().resources()) {
      const base = `/api/${resource.plugin}/${resource.path}`;
      for (const path of [base, `${base}?q=a`, `${base}/export.csv`]) {
        expect(await ask('get', path), path).to.equal(404);
      }
      expect(await ask('post', base, {}), base).to.equal(404);
      for (const { method, path, body, name } of requestsNaming(resource)) {
        const id = records.get(resource.id) ?? '';
        expect(await ask(method, path(id), body?.(id)), `${resource.id} ${name}`).to.equal(404);
      }
    }
    const { routes } = subject().runtime.registry.contributions;
    for (const { item } of routes.filter(({ plugin }) => plugin === subject().id)) {
      const path = `/api/${subject().id}${item.path.replace(/:\w+/g, 'x')}`;
      expect(await ask(item.method, path), path).to.equal(404);
    }
  });

  it('is absent from the description of the API', async () => {
    const { text } = await subject().send(subject().keys.a.owner, 'get', '/api/openapi.json');
    expect(text).to.not.include(`/api/${subject().id}/`);
  });

  it('stays on in the other workspace', async () => {
    for (const { plugin, path } of subject().resources()) {
      const answer = await subject().send(subject().keys.b.owner, 'get', `/api/${plugin}/${path}`);
      expect(answer.status).to.equal(200);
    }
  });

  it('comes back with every row as it was, and a second setting up adds none', async () => {
    for (const isOn of [true, false, true]) await switchModule(subject(), subject().id, isOn);
    expect(await fingerprint(subject())).to.equal(asItWas);
    for (const { id, plugin, path } of subject().resources()) {
      const record = records.get(id);
      if (record) expect(await ask('get', `/api/${plugin}/${path}/${record}`)).to.equal(200);
    }
  });
}
