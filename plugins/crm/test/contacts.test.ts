import { expect } from 'chai';
import { bootCrm, type CrmUnderTest, complaints, list, make } from './crm-under-test.ts';

describe('crm: contacts', () => {
  let crm: CrmUnderTest;
  before(async () => {
    crm = await bootCrm();
  });
  after(() => crm.app.stop());

  it('keeps a contact with its defaults and calls it by its name', async () => {
    const contact = await make(crm.member, 'contacts', { firstName: 'Ada', lastName: 'Lovelace' });
    expect(contact).to.include({ name: 'Ada Lovelace', status: 'lead', leadScore: 0, ownerId: null });
  });
});
