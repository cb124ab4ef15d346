import { expect } from 'chai';
import {
  bootCrm,
  type CrmUnderTest,
  change,
  complaints,
  get,
  list,
  make,
  salesStages,
} from './crm-under-test.ts';

describe('crm: stages', () => {
  let crm: CrmUnderTest;
  let pipelineId: string;
  before(async () => {
    crm = await bootCrm();
    pipelineId = String((await list(crm.admin, 'pipelines'))[0]?.id);
  });
  after(() => crm.app.stop());

  it('lets admins set up stages, and refuses members', async () => {
    const values = { pipelineId, name: 'Trial', probability: 60, position: 4, rottingDays: 7 };
    expect((await crm.member.post('/api/crm/stages').send(values)).status).to.equal(403);
    expect(await make(crm.admin, 'stages', values)).to.include({ ...values, kind: 'open', colour: 'blue' });
    expect((await crm.stranger.post('/api/crm/stages').send(values)).status).to.equal(403);
  });

  it('needs a chance for an open stage and knows that of won and lost', async () => {
    const refused = await crm.admin.post('/api/crm/stages').send({ pipelineId, name: 'Vague' });
    expect(complaints(refused.body)).to.deep.equal(['probability']);
    expect(await make(crm.admin, 'stages', { pipelineId, name: 'Signed', kind: 'won' })).to.include({
      probability: 100,
    });
    const odd = await crm.admin
      .post('/api/crm/stages')
      .send({ pipelineId, name: 'Gone', kind: 'lost', probability: 5 });
    expect(complaints(odd.body)).to.deep.equal(['probability']);
  });

  it('comes last among its like, open stages before won and lost', async () => {
    const other = await make(crm.admin, 'pipelines', { name: 'Renewals' });
    for (const [name, kind] of [
      ['Won', 'won'],
      ['Asked', 'open'],
      ['Lost', 'lost'],
      ['Agreed', 'open'],
    ]) {
      const chance = kind === 'open' ? { probability: 50 } : {};
      await make(crm.admin, 'stages', { pipelineId: other.id, name, kind, ...chance });
    }
    const stages = await list(crm.admin, `stages?filter[pipelineId]=${other.id}&sort=position`);
    expect(stages.map(({ name }) => name)).to.deep.equal(['Asked', 'Agreed', 'Won', 'Lost']);
  });

  it('refuses two stages of the same name in a pipeline, and takes them in two', async () => {
    const again = await crm.admin
      .post('/api/crm/stages')
      .send({ pipelineId, name: 'Proposal', probability: 5 });
    expect(again.status).to.equal(409);
    const other = await make(crm.admin, 'pipelines', { name: 'Partners' });
    await make(crm.admin, 'stages', { pipelineId: other.id, name: 'Proposal', probability: 5 });
  });

  it('refuses another pipeline for a stage, and one of another workspace', async () => {
    const { Proposal } = await salesStages(crm.admin);
    const moved = await crm.admin.patch(`/api/crm/stages/${Proposal?.id}`).send({ pipelineId });
    expect(complaints(moved.body)).to.deep.equal(['pipelineId']);
    const [foreign] = await list(crm.stranger, 'pipelines');
    const values = { pipelineId: foreign?.id, name: 'Smuggled', probability: 5 };
    expect((await crm.admin.post('/api/crm/stages').send(values)).status).to.equal(422);
  });

  it('does not change its meaning under the deals that lie in it', async () => {
    const stage = await make(crm.admin, 'stages', { pipelineId, name: 'Handshake', probability: 90 });
    await make(crm.member, 'deals', { name: 'Anvils', stageId: stage.id });
    const refused = await crm.admin.patch(`/api/crm/stages/${stage.id}`).send({ kind: 'won' });
    expect(refused.status).to.equal(409);
    expect(refused.body.error.message).to.contain('Handshake');
    const empty = await make(crm.admin, 'stages', { pipelineId, name: 'Empty', probability: 90 });
    const changed = await change(crm.admin, `stages/${empty.id}`, { kind: 'won' });
    expect(changed.probability).to.equal(100);
  });

  it('stays while anything lies in it, and so does a pipeline', async () => {
    const pipeline = await make(crm.admin, 'pipelines', { name: 'Used' });
    const stage = await make(crm.admin, 'stages', { pipelineId: pipeline.id, name: 'Used', probability: 5 });
    const deal = await make(crm.member, 'deals', { name: 'Anvils', stageId: stage.id });
    const remove = (path: string) => crm.admin.delete(`/api/crm/${path}`);
    expect((await remove(`stages/${stage.id}`)).status).to.equal(409);
    expect((await remove(`pipelines/${pipeline.id}`)).status).to.equal(409);
    for (const path of [`deals/${deal.id}`, `stages/${stage.id}`, `pipelines/${pipeline.id}`]) {
      expect((await remove(path)).status, path).to.equal(200);
    }
  });

  it('moves the day on which its deals go stale, with no new version of them', async () => {
    const stage = await make(crm.admin, 'stages', { pipelineId, name: 'Slow', probability: 5 });
    const deal = await make(crm.member, 'deals', { name: 'Anvils', stageId: stage.id });
    expect(deal.rotsAt).to.equal(null);
    await change(crm.admin, `stages/${stage.id}`, { rottingDays: 10 });
    const after = await get(crm.member, `deals/${deal.id}`);
    expect(after.version).to.equal(1);
    const days = (Date.parse(String(after.rotsAt)) - Date.parse(String(after.stageSince))) / 86_400_000;
    expect(days).to.equal(10);
    await change(crm.admin, `stages/${stage.id}`, { rottingDays: null });
    expect((await get(crm.member, `deals/${deal.id}`)).rotsAt).to.equal(null);
  });
});
