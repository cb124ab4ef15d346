import { expect } from 'chai';
import {
  type Answered,
  bootCrm,
  type CrmUnderTest,
  change,
  complaints,
  list,
  make,
  salesStages,
} from './crm-under-test.ts';

describe('crm: deals and their stages', () => {
  let crm: CrmUnderTest;
  let stages: Record<string, Answered>;
  before(async () => {
    crm = await bootCrm();
    stages = await salesStages(crm.member);
  });
  after(() => crm.app.stop());

  const stage = (name: string): Answered => stages[name] ?? expect.fail(`no stage ${name}`);
  const newDeal = (values: object = {}) => make(crm.member, 'deals', { name: 'Anvils', ...values });

  async function refused(deal: Answered, values: object): Promise<string[]> {
    const { status, body } = await crm.member.patch(`/api/crm/deals/${deal.id}`).send(values);
    expect(status, JSON.stringify(body)).to.equal(422);
    return complaints(body);
  }

  it('starts at the first stage of the first pipeline, with its maker as owner', async () => {
    const deal = await newDeal({ valueMinor: 125_000 });
    expect(deal).to.deep.include({
      stageId: stage('Qualification').id,
      pipelineId: stage('Qualification').pipelineId,
      probability: 10,
      status: 'open',
      currency: 'EUR',
      valueMinor: 125_000,
      position: 0,
      closedAt: null,
      ownerId: crm.app.workspaces.a.people.member.id,
    });
    const rotting = Date.parse(String(deal.rotsAt)) - Date.parse(String(deal.stageSince));
    expect(rotting).to.equal(14 * 86_400_000);
  });

  it('takes the company of its contact unless one is named', async () => {
    const company = await make(crm.member, 'companies', { name: 'Acme' });
    const contact = await make(crm.member, 'contacts', { firstName: 'Ada', companyId: company.id });
    expect((await newDeal({ contactId: contact.id })).companyId).to.equal(company.id);
    expect((await newDeal({ contactId: contact.id, companyId: null })).companyId).to.equal(null);
  });

  it('takes the chance of each stage it enters, unless somebody says otherwise', async () => {
    const deal = await newDeal({ probability: 33 });
    expect(deal.probability).to.equal(33);
    const moved = await change(crm.member, `deals/${deal.id}`, { stageId: stage('Proposal').id });
    expect(moved).to.include({ probability: 50, status: 'open' });
    const sure = await change(crm.member, `deals/${deal.id}`, {
      stageId: stage('Negotiation').id,
      probability: 80,
    });
    expect(sure.probability).to.equal(80);
    expect((await change(crm.member, `deals/${deal.id}`, { probability: 85 })).probability).to.equal(85);
  });

  it('writes down each move with the days in the stage before', async () => {
    const deal = await newDeal();
    for (const name of ['Discovery', 'Proposal']) {
      await change(crm.member, `deals/${deal.id}`, { stageId: stage(name).id });
    }
    await change(crm.member, `deals/${deal.id}`, { nextStep: 'Call', stageId: stage('Proposal').id });
    const moves = await list(crm.viewer, `stage-changes?filter[dealId]=${deal.id}`);
    expect(moves.map(({ summary }) => summary)).to.deep.equal([
      'Discovery → Proposal',
      'Qualification → Discovery',
    ]);
    expect(moves[0]).to.include({
      daysInStage: 0,
      fromStageId: stage('Discovery').id,
      toStageId: stage('Proposal').id,
      movedById: crm.app.workspaces.a.people.member.id,
    });
  });

  it('lets nobody write its history', async () => {
    const deal = await newDeal();
    await change(crm.member, `deals/${deal.id}`, { stageId: stage('Discovery').id });
    const [move] = await list(crm.admin, `stage-changes?filter[dealId]=${deal.id}`);
    expect((await crm.admin.post('/api/crm/stage-changes').send({})).status).to.equal(403);
    const address = `/api/crm/stage-changes/${move?.id}`;
    expect((await crm.admin.patch(address).send({ daysInStage: 3 })).status).to.be.oneOf([403, 422]);
    // What nobody may ever do is not there.
    expect((await crm.admin.delete(address)).status).to.equal(404);
  });

  it('is closed by entering a won stage', async () => {
    const deal = await newDeal();
    const won = await change(crm.member, `deals/${deal.id}`, { stageId: stage('Won').id });
    expect(won).to.include({ status: 'won', probability: 100, rotsAt: null });
    expect(Date.parse(String(won.closedAt))).to.be.closeTo(Date.now(), 60_000);
    expect(await refused(won, { probability: 90 })).to.deep.equal(['probability']);
    expect(await refused(won, { lostReason: 'price' })).to.deep.equal(['lostReason']);
    const corrected = await change(crm.member, `deals/${deal.id}`, { closedAt: '2026-01-31T10:00:00Z' });
    expect(Date.parse(String(corrected.closedAt))).to.equal(Date.parse('2026-01-31T10:00:00Z'));
  });

  it('needs a reason to be lost, and a note when the reason is another one', async () => {
    const deal = await newDeal();
    const stageId = stage('Lost').id;
    expect(await refused(deal, { stageId })).to.deep.equal(['lostReason']);
    expect(await refused(deal, { stageId, lostReason: 'other' })).to.deep.equal(['lostNote']);
    expect(await refused(deal, { stageId, lostReason: 'weather' })).to.deep.equal(['lostReason']);
    const lost = await change(crm.member, `deals/${deal.id}`, { stageId, lostReason: 'price' });
    expect(lost).to.include({ status: 'lost', probability: 0, lostReason: 'price' });
    expect(lost.closedAt).not.to.equal(null);
    expect(await refused(lost, { lostReason: null })).to.deep.equal(['lostReason']);
    expect(await list(crm.viewer, `stage-changes?filter[dealId]=${deal.id}`)).to.have.length(1);
  });

  it('knows no end while it is open, and forgets it when it is open again', async () => {
    const deal = await newDeal();
    expect(await refused(deal, { closedAt: '2026-01-31T10:00:00Z' })).to.deep.equal(['closedAt']);
    expect(await refused(deal, { lostReason: 'price' })).to.deep.equal(['lostReason']);
    const stageId = stage('Lost').id;
    await change(crm.member, `deals/${deal.id}`, { stageId, lostReason: 'other', lostNote: 'Fire' });
    const again = await change(crm.member, `deals/${deal.id}`, { stageId: stage('Proposal').id });
    expect(again).to.include({
      status: 'open',
      probability: 50,
      closedAt: null,
      lostReason: null,
      lostNote: null,
    });
  });

  it('takes a form that sends back all it showed', async () => {
    const deal = await newDeal();
    const { stageId: _, ...shown } = await change(crm.member, `deals/${deal.id}`, {
      stageId: stage('Lost').id,
      lostReason: 'price',
    });
    const { probability, closedAt, lostReason, lostNote } = shown;
    const echo = { probability, closedAt, lostReason, lostNote, stageId: stage('Won').id };
    const won = await change(crm.member, `deals/${deal.id}`, echo);
    expect(won).to.include({ status: 'won', probability: 100, lostReason: null });
  });

  it('can be made closed, as an import brings it', async () => {
    const closedAt = '2025-11-03T09:00:00.000Z';
    const won = await newDeal({ stageId: stage('Won').id, closedAt });
    expect(won).to.include({ status: 'won', probability: 100 });
    expect(Date.parse(String(won.closedAt))).to.equal(Date.parse(closedAt));
    const { status, body } = await crm.member
      .post('/api/crm/deals')
      .send({ name: 'Anvils', stageId: stage('Lost').id });
    expect([status, complaints(body)]).to.deep.equal([422, ['lostReason']]);
  });

  it('goes to another pipeline only with the stage it gets there', async () => {
    const partners = await make(crm.admin, 'pipelines', { name: 'Partners', position: 2 });
    const pipelineId = partners.id;
    const first = await make(crm.admin, 'stages', { pipelineId, name: 'First', probability: 20 });
    const deal = await newDeal();
    expect(await refused(deal, { pipelineId })).to.deep.equal(['stageId']);
    expect(await refused(deal, { stageId: first.id })).to.deep.equal(['stageId']);
    expect(await refused(deal, { pipelineId, stageId: stage('Proposal').id })).to.deep.equal(['stageId']);
    const moved = await change(crm.member, `deals/${deal.id}`, { pipelineId, stageId: first.id });
    expect(moved).to.include({ pipelineId, stageId: first.id, probability: 20 });
    expect((await newDeal({ pipelineId })).stageId).to.equal(first.id);
    expect((await newDeal({ stageId: first.id })).pipelineId).to.equal(pipelineId);
  });

  it('refuses stages that are not there, are in the trash or are of another workspace', async () => {
    const foreign = (await salesStages(crm.stranger)).Proposal;
    const { pipelineId } = stage('Proposal');
    const removed = await make(crm.admin, 'stages', { pipelineId, name: 'Removed', probability: 1 });
    await crm.admin.delete(`/api/crm/stages/${removed.id}`);
    const deal = await newDeal();
    for (const stageId of [foreign?.id, removed.id, deal.id]) {
      expect(await refused(deal, { stageId })).to.deep.equal(['stageId']);
    }
    for (const empty of [{ stageId: null }, { pipelineId: null }, { currency: null }]) {
      expect(await refused(deal, empty)).to.deep.equal(Object.keys(empty));
    }
  });

  it('can be moved on when it came back from the trash to a stage that is gone', async () => {
    const { pipelineId } = stage('Proposal');
    const gone = await make(crm.admin, 'stages', { pipelineId, name: 'Trial', probability: 1 });
    const deal = await newDeal({ stageId: gone.id });
    await crm.member.delete(`/api/crm/deals/${deal.id}`);
    expect((await crm.admin.delete(`/api/crm/stages/${gone.id}`)).status).to.equal(200);
    await crm.member.post(`/api/crm/deals/${deal.id}/restoration`);
    await change(crm.member, `deals/${deal.id}`, { stageId: stage('Proposal').id });
    const [move] = await list(crm.viewer, `stage-changes?filter[dealId]=${deal.id}`);
    expect(move).to.include({ summary: 'Trial → Proposal', fromStageId: null });
  });

  it('does not take its status from anybody, and no negative value', async () => {
    const deal = await newDeal();
    expect(await refused(deal, { status: 'won' })).to.deep.equal(['status']);
    expect(await refused(deal, { stageSince: '2020-01-01T00:00:00Z' })).to.deep.equal(['stageSince']);
    expect(await refused(deal, { valueMinor: -1 })).to.deep.equal(['valueMinor']);
    expect(await refused(deal, { valueMinor: 10.5 })).to.deep.equal(['valueMinor']);
  });

  it('keeps the place it was given, and has none yet in the stage it enters', async () => {
    const deal = await newDeal();
    expect((await change(crm.member, `deals/${deal.id}`, { position: 2048 })).position).to.equal(2048);
    const moved = await change(crm.member, `deals/${deal.id}`, { stageId: stage('Discovery').id });
    expect(moved.position).to.equal(0);
    const placed = await change(crm.member, `deals/${deal.id}`, {
      stageId: stage('Proposal').id,
      position: 512,
    });
    expect(placed.position).to.equal(512);
  });

  it('finds deals that have gone stale', async () => {
    await newDeal({ name: 'Fresh' });
    const later = encodeURIComponent(new Date(Date.now() + 30 * 86_400_000).toISOString());
    const stale = await list(crm.viewer, `deals?filter[rotsAt][lt]=${later}`);
    expect(stale.map(({ name }) => name)).to.include('Fresh');
    const now = encodeURIComponent(new Date().toISOString());
    expect(await list(crm.viewer, `deals?filter[rotsAt][lt]=${now}`)).to.deep.equal([]);
  });
});
