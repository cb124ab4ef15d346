import { expect } from 'chai';
import {
  type Answered,
  act,
  bootCrm,
  type CrmUnderTest,
  complaints,
  list,
  make,
  salesStages,
} from './crm-under-test.ts';

describe('crm: the board of deals', () => {
  let crm: CrmUnderTest;
  let stages: Record<string, Answered>;
  before(async () => {
    crm = await bootCrm();
    stages = await salesStages(crm.member);
  });
  after(() => crm.app.stop());

  const newDeals = (...names: string[]) =>
    Promise.all(names.map((name) => make(crm.member, 'deals', { name, stageId: stages.Proposal?.id })));

  async function order(stage: Answered | undefined): Promise<unknown[]> {
    const cards = await list(crm.viewer, `deals?filter[stageId]=${stage?.id}&limit=100`);
    const byPlace = cards.sort(
      (one, other) =>
        Number(one.position) - Number(other.position) ||
        String(other.createdAt).localeCompare(String(one.createdAt)),
    );
    return byPlace.map(({ name }) => name);
  }

  it('keeps the order in which people put cards, and gives no new version to those that make room', async () => {
    const [a, b, c] = await newDeals('A', 'B', 'C');
    const place = (card: Answered | undefined, above?: Answered, below?: Answered) =>
      act(crm.member, `deals/${card?.id}/placement`, {
        column: stages.Proposal?.id,
        above: above?.id ?? null,
        below: below?.id ?? null,
      });
    await place(c, a);
    await place(b, a, c);
    expect(await order(stages.Proposal)).to.deep.equal(['A', 'B', 'C']);
    await place(c, undefined, a);
    expect(await order(stages.Proposal)).to.deep.equal(['C', 'A', 'B']);
    expect((await crm.viewer.get(`/api/crm/deals/${a?.id}`)).body.data.version).to.equal(1);
  });

  it('moves a card to the place in another stage, with all that entering the stage means', async () => {
    const [moved, other] = await newDeals('Moved', 'Stays');
    const target = await make(crm.member, 'deals', { name: 'There', stageId: stages.Negotiation?.id });
    const placed = await act(crm.member, `deals/${moved?.id}/placement`, {
      column: stages.Negotiation?.id,
      above: target.id,
    });
    expect(placed).to.include({ stageId: stages.Negotiation?.id, probability: 75 });
    expect(await order(stages.Negotiation)).to.deep.equal(['There', 'Moved']);
    expect(await list(crm.viewer, `stage-changes?filter[dealId]=${moved?.id}`)).to.have.length(1);
    expect(await list(crm.viewer, `stage-changes?filter[dealId]=${other?.id}`)).to.have.length(0);
  });

  it('asks for the reason when a card is dropped on lost', async () => {
    const [deal] = await newDeals('Dropped');
    const address = `/api/crm/deals/${deal?.id}/placement`;
    const column = stages.Lost?.id;
    const refused = await crm.member.post(address).send({ column });
    expect([refused.status, complaints(refused.body)]).to.deep.equal([422, ['lostReason']]);
    const values = { lostReason: 'timing' };
    expect(await act(crm.member, `deals/${deal?.id}/placement`, { column, values })).to.include({
      status: 'lost',
      lostReason: 'timing',
    });
  });

  it('refuses viewers, strangers and columns of another workspace', async () => {
    const [deal] = await newDeals('Guarded');
    const address = `/api/crm/deals/${deal?.id}/placement`;
    const column = stages.Won?.id;
    expect((await crm.viewer.post(address).send({ column })).status).to.equal(403);
    expect((await crm.stranger.post(address).send({ column })).status).to.equal(404);
    const foreign = (await salesStages(crm.stranger)).Won;
    expect((await crm.member.post(address).send({ column: foreign?.id })).status).to.equal(422);
  });
});
