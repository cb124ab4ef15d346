import { expect } from 'chai';
import { NotAllowed, NotFound } from 'guildhall/sdk';
import { heardLive, sayLive } from 'guildhall/sdk/testing';
import { dealBeingEdited, editDeal } from '../live/deal-editing.ts';
import { bootCrm, type CrmUnderTest, make } from './crm-under-test.ts';

describe('crm: who edits a deal', () => {
  let crm: CrmUnderTest;
  before(async () => {
    crm = await bootCrm();
  });
  after(() => crm.app.stop());

  it('is told to those who have it open', async () => {
    const { id: dealId } = await make(crm.member, 'deals', { name: 'Anvils' });
    const told = heardLive(crm.app, dealBeingEdited);
    expect(await sayLive(crm.app, 'member', editDeal, { dealId })).to.equal(null);
    const { id: userId, name } = crm.app.workspaces.a.people.member;
    expect(told).to.deep.equal([{ payload: { userId, name }, resource: 'crm.deal', record: dealId }]);
  });

  it('is nothing for those who may not edit, and for deals of others', async () => {
    const { id: dealId } = await make(crm.member, 'deals', { name: 'Bellows' });
    const told = heardLive(crm.app, dealBeingEdited);
    const said = (role: 'viewer' | 'member', workspace: 'a' | 'b') =>
      sayLive(crm.app, role, editDeal, { dealId }, workspace).catch((error: unknown) => error);
    expect(await said('viewer', 'a')).to.be.instanceOf(NotAllowed);
    expect(await said('member', 'b')).to.be.instanceOf(NotFound);
    expect(told).to.deep.equal([]);
  });
});
