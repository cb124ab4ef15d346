import { expect } from 'chai';
import { notified, pluginWords } from 'guildhall/sdk/testing';
import { dealAssigned } from '../notifications/deal-assigned.ts';
import { bootCrm, type CrmUnderTest, change, make } from './crm-under-test.ts';

describe('crm: who gets a deal is told', () => {
  let crm: CrmUnderTest;
  before(async () => {
    crm = await bootCrm({ withWork: true });
  });
  after(() => crm.app.stop());

  const idOf = (role: 'owner' | 'admin' | 'viewer') => crm.app.workspaces.a.people[role].id;
  const told = (role: 'owner' | 'admin' | 'viewer', workspace: 'a' | 'b' = 'a') =>
    notified(crm.app, dealAssigned, role, workspace);

  /** Waits until they heard of so many deals, in however many messages. */
  async function untilTold(role: 'admin' | 'viewer', deals: number) {
    for (const end = performance.now() + 60_000; performance.now() < end; ) {
      const found = await told(role);
      if (found.reduce((sum, { others }) => sum + 1 + others, 0) >= deals) return found;
      await new Promise((resume) => setTimeout(resume, 50));
    }
    throw new Error(`The ${role} was not told of ${deals} deals.`);
  }

  it('when a deal becomes theirs, by whom, and not again while it stays so', async () => {
    const deal = await make(crm.member, 'deals', { name: 'Anvils' });
    await change(crm.member, `deals/${deal.id}`, { ownerId: idOf('owner') });
    await change(crm.member, `deals/${deal.id}`, { ownerId: idOf('owner'), nextStep: 'Call' });
    const [first, ...more] = await told('owner');
    expect(first).to.deep.include({ dealId: deal.id, name: 'Anvils', others: 0 });
    expect(first?.by).to.be.a('string');
    expect(more).to.deep.equal([]);
    expect(await told('owner', 'b')).to.deep.equal([]);
  });

  it('when somebody makes one for them', async () => {
    const deal = await make(crm.member, 'deals', { name: 'Bellows', ownerId: idOf('admin') });
    expect(await untilTold('admin', 1)).to.deep.equal([{ dealId: deal.id, name: 'Bellows', others: 0 }]);
  });

  it('once for all that were made in one stroke', async () => {
    const { body } = await crm.member
      .post('/api/crm/deals/bulk')
      .send({ create: ['One', 'Two', 'Three'].map((name) => ({ name, ownerId: idOf('viewer') })) });
    expect(body.error, JSON.stringify(body)).to.equal(undefined);
    expect(await untilTold('viewer', 3)).to.have.length.within(1, 3);
  });

  it('in words that lead to it', () => {
    const dealId = crypto.randomUUID();
    const words = pluginWords(crm.app, 'crm');
    expect(dealAssigned.text({ dealId, name: 'Anvils', by: 'Ada', others: 0 }, words)).to.deep.equal({
      ...{ title: '“Anvils” is yours now', body: 'Given to you by Ada', address: `/crm/deals/${dealId}` },
    });
    expect(dealAssigned.text({ dealId, name: 'Anvils', others: 2 }, words)).to.deep.equal({
      ...{ title: '“Anvils” and 2 more deals are yours now', address: '/crm/deals' },
    });
    const { title } = dealAssigned.text({ dealId, name: 'Anvils', others: 1 }, words);
    expect(title).to.equal('“Anvils” and 1 more deal are yours now');
  });
});
