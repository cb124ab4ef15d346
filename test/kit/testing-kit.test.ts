import { expect } from 'chai';
import { bootTestApp, makeRecord, type TestApp } from '../../core/testing/index.ts';
import { deal } from '../../plugins/crm/resources/deal.ts';

describe('the testing kit', () => {
  let app: TestApp;
  before(async () => {
    app = await bootTestApp({ plugins: ['crm'] });
  });
  after(() => app.stop());

  it('makes records with the values that matter and makes up the rest', async () => {
    const made = [await makeRecord(app, deal, { name: 'New roof' }), await makeRecord(app, deal)];
    expect(made[0]?.name).to.equal('New roof');
    expect(new Set(made.map(({ stageId }) => stageId)).size).to.equal(1);
    expect((await app.as('viewer').get(`/api/crm/deals/${made[0]?.id}`)).body.data.name).to.equal('New roof');
    expect((await app.as('viewer', app.workspaces.b).get('/api/crm/deals')).body.data).to.deep.equal([]);
  });

  it('holds and moves the time of the product', async () => {
    const agent = app.as('member');
    const { id } = await makeRecord(app, deal);
    app.clock.set('2026-03-01T12:00:00Z');
    app.clock.advance(60_000);
    const won = await agent.post(`/api/crm/deals/${id}/winning`).send({});
    expect(won.body.data?.closedAt ?? won.text).to.equal('2026-03-01T12:01:00+00:00');
    app.clock.release();
    expect(Math.abs(app.clock.now().getTime() - Date.now())).to.be.below(10_000);
  });
});
