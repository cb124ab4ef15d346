import { expect } from 'chai';
import { emitted } from 'guildhall/sdk/testing';
import {
  contactsMerged,
  dealLost,
  dealMoved,
  dealReopened,
  dealWon,
  interactionCompleted,
  prospectConverted,
} from '../api.ts';
import { act, bootCrm, type CrmUnderTest, change, make, salesStages } from './crm-under-test.ts';

describe('crm: what it tells the others', () => {
  let crm: CrmUnderTest;
  before(async () => {
    crm = await bootCrm();
  });
  after(() => crm.app.stop());

  it('tells of a deal that moves, is won, is open again and is lost, once each', async () => {
    const contact = await make(crm.member, 'contacts', { firstName: 'Ada' });
    const deal = await make(crm.member, 'deals', { name: 'Anvils', contactId: contact.id });
    const stages = await salesStages(crm.member);
    await change(crm.member, `deals/${deal.id}`, { stageId: stages.Proposal?.id });
    await act(crm.member, `deals/${deal.id}/winning`);
    await act(crm.member, `deals/${deal.id}/reopening`);
    await act(crm.member, `deals/${deal.id}/losing`, { reason: 'price' });
    const told = { dealId: deal.id, contactId: contact.id, companyId: null, ownerId: deal.ownerId };
    expect(await emitted(crm.app, dealWon)).to.deep.equal([told]);
    expect(await emitted(crm.app, dealReopened)).to.deep.equal([told]);
    expect(await emitted(crm.app, dealLost)).to.deep.equal([{ ...told, reason: 'price' }]);
    const moves = await emitted(crm.app, dealMoved);
    expect(moves.map(({ toStageId }) => toStageId)).to.deep.equal(
      [stages.Proposal, stages.Won, stages.Proposal, stages.Lost].map((stage) => stage?.id),
    );
    expect(await emitted(crm.app, dealWon, 'b')).to.deep.equal([]);
  });

  it('tells nothing of a move that is refused', async () => {
    const before = await emitted(crm.app, dealMoved);
    const deal = await make(crm.member, 'deals', { name: 'Anvils' });
    const { Lost } = await salesStages(crm.member);
    await crm.member.patch(`/api/crm/deals/${deal.id}`).send({ stageId: Lost?.id });
    expect(await emitted(crm.app, dealMoved)).to.deep.equal(before);
  });

  it('tells of conversions, merges and what was done', async () => {
    const prospect = await make(crm.member, 'prospects', { lastName: 'Babbage' });
    const { contactId, companyId, dealId } = await act(crm.member, `prospects/${prospect.id}/conversion`);
    expect(await emitted(crm.app, prospectConverted)).to.deep.equal([
      { prospectId: prospect.id, contactId, companyId, dealId },
    ]);
    const other = await make(crm.member, 'contacts', { firstName: 'Charles' });
    await act(crm.member, `contacts/${contactId}/merging`, { duplicateId: other.id });
    expect(await emitted(crm.app, contactsMerged)).to.deep.equal([{ contactId, mergedId: other.id }]);
    const task = await make(crm.member, 'interactions', { type: 'task', subject: 'Call' });
    await act(crm.member, `interactions/${task.id}/completion`);
    expect(await emitted(crm.app, interactionCompleted)).to.deep.equal([
      { interactionId: task.id, type: 'task' },
    ]);
  });
});
