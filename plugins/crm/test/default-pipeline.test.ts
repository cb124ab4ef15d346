import { expect } from 'chai';
import { switchModule } from 'guildhall/sdk/testing';
import { bootCrm, type CrmUnderTest, list, make } from './crm-under-test.ts';

describe('crm: the pipeline a workspace starts with', () => {
  let crm: CrmUnderTest;
  before(async () => {
    crm = await bootCrm();
  });
  after(() => crm.app.stop());

  it('is there in every workspace, with open stages and one each for won and lost', async () => {
    for (const agent of [crm.viewer, crm.stranger]) {
      expect((await list(agent, 'pipelines')).map(({ name }) => name)).to.deep.equal(['Sales']);
      const stages = await list(agent, 'stages?sort=position');
      expect(stages.map(({ name, kind, probability }) => [name, kind, probability])).to.deep.equal([
        ['Qualification', 'open', 10],
        ['Discovery', 'open', 25],
        ['Proposal', 'open', 50],
        ['Negotiation', 'open', 75],
        ['Won', 'won', 100],
        ['Lost', 'lost', 0],
      ]);
    }
  });

  it('stays the one that takes new deals when another pipeline is added', async () => {
    const [sales] = await list(crm.admin, 'pipelines');
    const added = await make(crm.admin, 'pipelines', { name: 'Partners' });
    expect(added.position).to.equal(Number(sales?.position) + 1);
    expect(await make(crm.member, 'deals', { name: 'Anvils' })).to.include({ pipelineId: sales?.id });
  });

  it('is made once, however often the module is switched on, and off touches no data', async () => {
    const before = await list(crm.viewer, 'stages?sort=position');
    await switchModule(crm.app, 'crm', false);
    expect((await crm.viewer.get('/api/crm/stages')).status).to.equal(404);
    expect((await crm.stranger.get('/api/crm/stages')).status).to.equal(200);
    await switchModule(crm.app, 'crm', true);
    expect(await list(crm.viewer, 'stages?sort=position')).to.deep.equal(before);
  });
});
