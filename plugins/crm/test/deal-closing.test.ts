import { expect } from 'chai';
import {
  type Answered,
  act,
  bootCrm,
  type CrmUnderTest,
  change,
  complaints,
  list,
  make,
  salesStages,
} from './crm-under-test.ts';

describe('crm: winning, losing and reopening deals', () => {
  let crm: CrmUnderTest;
  let stages: Record<string, Answered>;
  before(async () => {
    crm = await bootCrm();
    stages = await salesStages(crm.member);
  });
  after(() => crm.app.stop());

  const newDeal = (values: object = {}) => make(crm.member, 'deals', { name: 'Anvils', ...values });
  const noun = (deal: Answered, name: string, input: object = {}) =>
    crm.member.post(`/api/crm/deals/${deal.id}/${name}`).send(input);

  it('wins a deal once', async () => {
    const deal = await newDeal();
    const won = await act(crm.member, `deals/${deal.id}/winning`);
    expect(won).to.include({ status: 'won', stageId: stages.Won?.id, probability: 100 });
    expect((await noun(deal, 'winning')).status).to.equal(409);
    expect(await list(crm.viewer, `stage-changes?filter[dealId]=${deal.id}`)).to.have.length(1);
  });

  it('wins a deal on a day in the past', async () => {
    const deal = await newDeal();
    const closedAt = '2026-01-31T10:00:00.000Z';
    const won = await act(crm.member, `deals/${deal.id}/winning`, { closedAt });
    expect(Date.parse(String(won.closedAt))).to.equal(Date.parse(closedAt));
  });

  it('loses a deal for a reason, with a note when it is another one', async () => {
    const deal = await newDeal();
    expect(complaints((await noun(deal, 'losing')).body)).to.deep.equal(['reason']);
    expect(complaints((await noun(deal, 'losing', { reason: 'weather' })).body)).to.deep.equal(['reason']);
    expect(complaints((await noun(deal, 'losing', { reason: 'other' })).body)).to.deep.equal(['note']);
    const lost = await act(crm.member, `deals/${deal.id}/losing`, { reason: 'other', note: 'Fire' });
    expect(lost).to.include({ status: 'lost', lostReason: 'other', lostNote: 'Fire', probability: 0 });
    expect((await noun(deal, 'losing', { reason: 'price' })).status).to.equal(409);
  });

  it('wins a lost deal after all, and the reason is gone', async () => {
    const deal = await newDeal();
    await act(crm.member, `deals/${deal.id}/losing`, { reason: 'price' });
    const won = await act(crm.member, `deals/${deal.id}/winning`);
    expect(won).to.include({ status: 'won', lostReason: null, lostNote: null });
  });

  it('reopens a deal where it was, or at the stage that is named', async () => {
    const deal = await newDeal({ stageId: stages.Proposal?.id });
    await act(crm.member, `deals/${deal.id}/losing`, { reason: 'price' });
    const again = await act(crm.member, `deals/${deal.id}/reopening`);
    expect(again).to.include({
      status: 'open',
      stageId: stages.Proposal?.id,
      probability: 50,
      closedAt: null,
      lostReason: null,
    });
    await act(crm.member, `deals/${deal.id}/winning`);
    const elsewhere = await act(crm.member, `deals/${deal.id}/reopening`, { stageId: stages.Discovery?.id });
    expect(elsewhere.stageId).to.equal(stages.Discovery?.id);
  });

  it('reopens a deal that was made closed at the first stage', async () => {
    const deal = await newDeal({ stageId: stages.Won?.id });
    expect((await act(crm.member, `deals/${deal.id}/reopening`)).stageId).to.equal(stages.Qualification?.id);
  });

  it('refuses to reopen an open deal, and to reopen one into a closed stage', async () => {
    const deal = await newDeal();
    expect((await noun(deal, 'reopening')).status).to.equal(409);
    await act(crm.member, `deals/${deal.id}/winning`);
    const refused = await noun(deal, 'reopening', { stageId: stages.Lost?.id });
    expect([refused.status, complaints(refused.body)]).to.deep.equal([422, ['stageId']]);
  });

  it('says what is missing when a pipeline has no stage for won deals', async () => {
    const { id: pipelineId } = await make(crm.admin, 'pipelines', { name: 'Bare' });
    await make(crm.admin, 'stages', { pipelineId, name: 'Only', probability: 10 });
    const { status, body } = await noun(await newDeal({ pipelineId }), 'winning');
    expect(status).to.equal(409);
    expect(body.error.message).to.contain('no stage for won deals');
  });

  it('refuses viewers, strangers and unknown input', async () => {
    const deal = await newDeal();
    const address = `/api/crm/deals/${deal.id}/winning`;
    expect((await crm.viewer.post(address)).status).to.equal(403);
    expect((await crm.stranger.post(address)).status).to.equal(404);
    expect((await crm.member.post(address).send({ surprise: 1 })).status).to.equal(422);
    expect((await crm.viewer.get(`/api/crm/deals/${deal.id}`)).body.data.status).to.equal('open');
  });

  it('is won exactly once when ten people win it at the same moment', async () => {
    const deal = await newDeal();
    const answers = await Promise.all(Array.from({ length: 10 }, () => noun(deal, 'winning')));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).to.deep.equal([200, ...Array.from({ length: 9 }, () => 409)]);
    expect(await list(crm.viewer, `stage-changes?filter[dealId]=${deal.id}`)).to.have.length(1);
  });

  it('survives ten people moving it at the same moment, with a history without gaps', async () => {
    const deal = await newDeal();
    const names = ['Discovery', 'Proposal', 'Negotiation', 'Discovery', 'Proposal', 'Negotiation'];
    await Promise.all(
      names.map((name) => change(crm.member, `deals/${deal.id}`, { stageId: stages[name]?.id })),
    );
    const moves = (await list(crm.viewer, `stage-changes?filter[dealId]=${deal.id}`)).reverse();
    const steps = moves.map(({ fromStageId, toStageId }) => [fromStageId, toStageId]);
    const current = (await crm.viewer.get(`/api/crm/deals/${deal.id}`)).body.data.stageId;
    const left = new Map<unknown, number>();
    for (const [from, to] of steps) {
      left.set(from, (left.get(from) ?? 0) - 1);
      left.set(to, (left.get(to) ?? 0) + 1);
    }
    const ends = [...left].filter(([, count]) => count !== 0);
    expect(ends).to.have.deep.members(
      current === deal.stageId
        ? []
        : [
            [deal.stageId, -1],
            [current, 1],
          ],
    );
  });
});
