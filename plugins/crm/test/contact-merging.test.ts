import { expect } from 'chai';
import { addField } from 'guildhall/sdk/testing';
import { act, bootCrm, type CrmUnderTest, complaints, get, list, make } from './crm-under-test.ts';

describe('crm: merging contacts', () => {
  let crm: CrmUnderTest;
  before(async () => {
    crm = await bootCrm();
  });
  after(() => crm.app.stop());

  async function couple() {
    const company = await make(crm.member, 'companies', { name: 'Acme' });
    const survivor = await make(crm.member, 'contacts', {
      firstName: 'Ada',
      email: 'ada@example.org',
      tags: ['vip'],
      leadScore: 3,
      notes: 'First.',
    });
    const duplicate = await make(crm.member, 'contacts', {
      firstName: 'A.',
      lastName: 'Lovelace',
      phone: '020 1234567',
      companyId: company.id,
      tags: ['vip', 'fair'],
      leadScore: 9,
      notes: 'Second.',
    });
    return { company, survivor, duplicate };
  }

  it('keeps the values of the survivor, fills its gaps, and adds up tags, score and notes', async () => {
    const { company, survivor, duplicate } = await couple();
    const merged = await act(crm.member, `contacts/${survivor.id}/merging`, { duplicateId: duplicate.id });
    expect(merged).to.deep.include({
      id: survivor.id,
      name: 'Ada Lovelace',
      firstName: 'Ada',
      email: 'ada@example.org',
      phone: '020 1234567',
      companyId: company.id,
      tags: ['vip', 'fair'],
      leadScore: 9,
      notes: 'First.\n\nSecond.',
    });
  });

  it('moves deals and interactions, in the trash too, and writes down what it did', async () => {
    const { survivor, duplicate } = await couple();
    const contactId = duplicate.id;
    const deal = await make(crm.member, 'deals', { name: 'Anvils', contactId });
    const gone = await make(crm.member, 'deals', { name: 'Old anvils', contactId });
    await crm.member.delete(`/api/crm/deals/${gone.id}`);
    const call = await make(crm.member, 'interactions', { type: 'call', contactId });
    const prospect = await make(crm.member, 'prospects', { lastName: 'Lovelace', contactId });
    await act(crm.member, `contacts/${survivor.id}/merging`, { duplicateId: duplicate.id });
    await crm.member.post(`/api/crm/deals/${gone.id}/restoration`);
    for (const path of [
      `deals/${deal.id}`,
      `deals/${gone.id}`,
      `interactions/${call.id}`,
      `prospects/${prospect.id}`,
    ]) {
      expect((await get(crm.member, path)).contactId, path).to.equal(survivor.id);
    }
    expect((await crm.member.get(`/api/crm/contacts/${duplicate.id}`)).status).to.equal(404);
    const [record] = await list(crm.viewer, `contact-merges?filter[contactId]=${survivor.id}`);
    expect(record).to.deep.include({
      mergedId: duplicate.id,
      mergedName: 'A. Lovelace',
      movedDeals: 1,
      movedInteractions: 1,
      mergedById: crm.app.workspaces.a.people.member.id,
    });
    expect(record?.takenFields).to.include.members(['lastName', 'phone', 'tags', 'notes']);
  });

  it('takes over values of own fields that only the other has, findable under the survivor', async () => {
    await addField(crm.app, 'crm.contact', { label: 'Shoe size', kind: 'number' });
    await addField(crm.app, 'crm.contact', { label: 'Club', kind: 'text' });
    const survivor = await make(crm.member, 'contacts', { firstName: 'Ada', custom: { club: 'Chess' } });
    const custom = { club: 'Golf', shoeSize: 38 };
    const duplicate = await make(crm.member, 'contacts', { firstName: 'A.', custom });
    const merged = await act(crm.member, `contacts/${survivor.id}/merging`, { duplicateId: duplicate.id });
    expect(merged.custom).to.deep.equal({ club: 'Chess', shoeSize: 38 });
    const found = await list(crm.viewer, 'contacts?filter[custom.shoeSize]=38');
    expect(found.map(({ id }) => id)).to.deep.equal([survivor.id]);
  });

  it('lets the other be restored from the trash as it was', async () => {
    const { survivor, duplicate } = await couple();
    await act(crm.member, `contacts/${survivor.id}/merging`, { duplicateId: duplicate.id });
    await crm.member.post(`/api/crm/contacts/${duplicate.id}/restoration`);
    expect(await get(crm.member, `contacts/${duplicate.id}`)).to.include({ name: 'A. Lovelace' });
  });

  it('refuses itself, one that is not there, one in the trash, one of another workspace, and no one', async () => {
    const { survivor, duplicate } = await couple();
    const foreign = await make(crm.stranger, 'contacts', { firstName: 'Eve' });
    await crm.member.delete(`/api/crm/contacts/${duplicate.id}`);
    for (const duplicateId of [survivor.id, duplicate.id, foreign.id, 'nobody', undefined]) {
      const { status, body } = await crm.member
        .post(`/api/crm/contacts/${survivor.id}/merging`)
        .send({ duplicateId });
      expect(status, String(duplicateId)).to.equal(422);
      expect(complaints(body)).to.deep.equal(['duplicateId']);
    }
    expect((await get(crm.member, `contacts/${survivor.id}`)).version).to.equal(1);
  });

  it('refuses a viewer, and is not found from another workspace', async () => {
    const { survivor, duplicate } = await couple();
    const address = `/api/crm/contacts/${survivor.id}/merging`;
    expect((await crm.viewer.post(address).send({ duplicateId: duplicate.id })).status).to.equal(403);
    expect((await crm.stranger.post(address).send({ duplicateId: duplicate.id })).status).to.equal(404);
  });

  it('never hangs when two people merge the same pair into each other at once', async () => {
    const { survivor, duplicate } = await couple();
    const merge = (one: string, other: string) =>
      crm.member.post(`/api/crm/contacts/${one}/merging`).send({ duplicateId: other });
    const answers = await Promise.all([
      merge(survivor.id, duplicate.id),
      merge(duplicate.id, survivor.id),
      merge(survivor.id, duplicate.id),
    ]);
    const codes = answers.map(({ status }) => status);
    expect(codes.filter((code) => code === 200)).to.have.length.at.most(1);
    expect(codes.filter((code) => ![200, 404, 409, 422].includes(code))).to.deep.equal([]);
  });
});
