import { expect } from 'chai';
import { bootCrm, type CrmUnderTest, change, complaints, get, list, make } from './crm-under-test.ts';

describe('crm: contacts', () => {
  let crm: CrmUnderTest;
  before(async () => {
    crm = await bootCrm();
  });
  after(() => crm.app.stop());

  it('calls a contact by first and last name, else by e-mail address', async () => {
    const contact = await make(crm.member, 'contacts', { firstName: 'Ada', lastName: 'Lovelace' });
    expect(contact).to.include({ name: 'Ada Lovelace', status: 'lead', leadScore: 0, ownerId: null });
    const nameless = await make(crm.member, 'contacts', { email: 'Info@Example.org', phone: '020 1234567' });
    expect(nameless).to.include({ name: 'info@example.org', email: 'info@example.org' });
    const renamed = await change(crm.member, `contacts/${nameless.id}`, { lastName: 'Byron' });
    expect(renamed.name).to.equal('Byron');
  });

  it('refuses a contact that nobody could find again, also by clearing its last name', async () => {
    const { status, body } = await crm.member.post('/api/crm/contacts').send({ jobTitle: 'Buyer' });
    expect(status).to.equal(422);
    expect(complaints(body)).to.deep.equal(['lastName']);
    const contact = await make(crm.member, 'contacts', { lastName: 'Byron' });
    const cleared = await crm.member.patch(`/api/crm/contacts/${contact.id}`).send({ lastName: null });
    expect(cleared.status).to.equal(422);
    expect((await get(crm.member, `contacts/${contact.id}`)).lastName).to.equal('Byron');
  });

  it('takes two contacts with the same e-mail address: people share mailboxes', async () => {
    for (const firstName of ['Ann', 'Bob']) {
      await make(crm.member, 'contacts', { firstName, email: 'office@example.org' });
    }
    expect(await list(crm.viewer, 'contacts?filter[email]=office@example.org')).to.have.length(2);
  });

  it('refuses a company of another workspace as if it were not there', async () => {
    const foreign = await make(crm.stranger, 'companies', { name: 'Foreign' });
    const { status, body } = await crm.member
      .post('/api/crm/contacts')
      .send({ firstName: 'Ada', companyId: foreign.id });
    expect(status).to.equal(422);
    expect(complaints(body)).to.deep.equal(['companyId']);
  });

  it('finds contacts by a part of their name, address or number, and orders them by name', async () => {
    await make(crm.member, 'contacts', { firstName: 'Grace', lastName: 'Hopper', mobile: '+1 202 555 0100' });
    for (const words of ['hop', 'grace hopper', '555']) {
      const found = await list(crm.viewer, `contacts?q=${encodeURIComponent(words)}`);
      expect(
        found.map(({ name }) => name),
        words,
      ).to.include('Grace Hopper');
    }
    const names = (await list(crm.viewer, 'contacts?sort=name')).map(({ name }) => String(name));
    expect(names).to.have.length.above(3);
    expect(names).to.deep.equal([...names].sort((a, b) => a.localeCompare(b, 'en')));
  });

  it('finds contacts by a tag', async () => {
    await make(crm.member, 'contacts', { firstName: 'Tagged', tags: ['vip', 'fair 2026', 'vip'] });
    const [found] = await list(crm.viewer, 'contacts?filter[tags][includes]=vip');
    expect(found?.tags).to.deep.equal(['vip', 'fair 2026']);
  });
});
