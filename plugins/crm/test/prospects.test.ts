import { expect } from 'chai';
import { bootCrm, type CrmUnderTest, change, complaints, list, make } from './crm-under-test.ts';

describe('crm: prospects', () => {
  let crm: CrmUnderTest;
  before(async () => {
    crm = await bootCrm();
  });
  after(() => crm.app.stop());

  const newProspect = (values: object = {}) =>
    make(crm.member, 'prospects', { lastName: 'Babbage', ...values });

  it('is called by the person, else by the company, else by the address', async () => {
    const samples: [object, string][] = [
      [{ firstName: 'Ada', lastName: 'Lovelace', companyName: 'Acme' }, 'Ada Lovelace'],
      [{ companyName: 'Acme', email: 'info@acme.example' }, 'Acme'],
      [{ email: 'info@acme.example' }, 'info@acme.example'],
    ];
    for (const [values, name] of samples)
      expect(await make(crm.member, 'prospects', values)).to.include({ name });
    const { status, body } = await crm.member.post('/api/crm/prospects').send({ phone: '020 1234567' });
    expect([status, complaints(body)]).to.deep.equal([422, ['lastName']]);
  });

  it('belongs to its maker and counts in the currency of the workspace', async () => {
    expect(await newProspect({ valueMinor: 500 })).to.include({
      stage: 'new',
      currency: 'EUR',
      ownerId: crm.app.workspaces.a.people.member.id,
    });
    expect((await newProspect({ ownerId: null })).ownerId).to.equal(null);
  });

  it('moves through its stages and forgets why it was unqualified', async () => {
    const prospect = await newProspect();
    const out = await change(crm.member, `prospects/${prospect.id}`, {
      stage: 'unqualified',
      unqualifiedReason: 'budget',
    });
    expect(out).to.include({ stage: 'unqualified', unqualifiedReason: 'budget' });
    const back = await change(crm.member, `prospects/${prospect.id}`, { stage: 'contacted' });
    expect(back).to.include({ stage: 'contacted', unqualifiedReason: null });
  });

  it('is converted by the conversion alone', async () => {
    const prospect = await newProspect();
    const dragged = await crm.member.patch(`/api/crm/prospects/${prospect.id}`).send({ stage: 'converted' });
    expect([dragged.status, complaints(dragged.body)]).to.deep.equal([422, ['stage']]);
    const made = await crm.member.post('/api/crm/prospects').send({ lastName: 'X', stage: 'converted' });
    expect([made.status, complaints(made.body)]).to.deep.equal([422, ['stage']]);
    const forged = { stage: 'converted', convertedAt: '2026-01-01T00:00:00Z' };
    const refused = await crm.member.patch(`/api/crm/prospects/${prospect.id}`).send(forged);
    expect([refused.status, complaints(refused.body)]).to.deep.equal([422, ['convertedAt']]);
  });

  it('is found by the words it holds', async () => {
    await newProspect({ companyName: 'Difference Engines' });
    const found = await list(crm.viewer, 'prospects?q=differ');
    expect(found.map(({ companyName }) => companyName)).to.deep.equal(['Difference Engines']);
  });
});
