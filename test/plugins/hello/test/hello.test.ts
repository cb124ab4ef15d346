import { join } from 'node:path';
import { expect } from 'chai';
import { bootTestApp, describeConformance, makeRecord, type TestApp } from 'guildhall/sdk/testing';
import { greeting } from '../resources/greeting.ts';

const folder = join(import.meta.dirname, '..');

describe('hello: greetings', () => {
  let app: TestApp;
  before(async () => {
    app = await bootTestApp({ folders: [folder] });
  });
  after(() => app.stop());

  it('finds one by its name', async () => {
    await makeRecord(app, greeting, { name: 'Northern lights' });
    const found = await app.as('viewer').get('/api/hello/greetings?q=lights');
    expect(found.body.data).to.have.length(1);
  });

  it('lets a viewer look, not write', async () => {
    const refused = await app.as('viewer').post('/api/hello/greetings').send({ name: 'Anything' });
    expect(refused.status).to.equal(403);
  });
});

describeConformance(folder);
