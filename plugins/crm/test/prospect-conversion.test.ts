import { expect } from 'chai';
import {
  type Answered,
  act,
  bootCrm,
  type CrmUnderTest,
  change,
  complaints,
  get,
  list,
  make,
} from './crm-under-test.ts';

describe('crm: converting a prospect', () => {
  let crm: CrmUnderTest;
  before(async () => {
    crm = await bootCrm();
  });
  after(() => crm.app.stop());

  let serial = 0;
  function newProspect(values: object = {}): Promise<Answered> {
    serial += 1;
    return make(crm.member, 'prospects', {
      firstName: 'Ada',
      lastName: `Lovelace ${serial}`,
      email: `ada${serial}@engines${serial}.example`,
      phone: '020 1234567',
      jobTitle: 'Analyst',
      companyName: `Engines ${serial}`,
      valueMinor: 500_000,
      source: 'fair',
      tags: ['vip'],
      notes: 'Met at the fair.',
      ...values,
    });
  }
  const convert = (prospect: Answered, input: object = {}) =>
    act(crm.member, `prospects/${prospect.id}/conversion`, input);
  const attempt = (prospect: Answered, input: object = {}) =>
    crm.member.post(`/api/crm/prospects/${prospect.id}/conversion`).send(input);

  async function counts(): Promise<number[]> {
    const paths = ['contacts', 'companies', 'deals'];
    const all = await Promise.all(
      paths.map((path) => crm.viewer.get(`/api/crm/${path}?limit=1&total=exact`)),
    );
    return all.map(({ body }) => body.page.total);
  }

  it('makes a contact, a company and a deal that know each other, and keeps the links', async () => {
    const prospect = await newProspect();
    const converted = await convert(prospect);
    expect(converted).to.include({ stage: 'converted' });
    expect(Date.parse(String(converted.convertedAt))).to.be.closeTo(Date.now(), 60_000);
    const { contactId, companyId, dealId } = converted;
    expect(await get(crm.viewer, `companies/${companyId}`)).to.deep.include({
      name: prospect.companyName,
      domain: `engines${serial}.example`,
      status: 'active',
      tags: ['vip'],
    });
    expect(await get(crm.viewer, `contacts/${contactId}`)).to.deep.include({
      name: prospect.name,
      email: prospect.email,
      jobTitle: 'Analyst',
      companyId,
      status: 'active',
      source: 'fair',
      ownerId: prospect.ownerId,
    });
    expect(await get(crm.viewer, `deals/${dealId}`)).to.deep.include({
      name: prospect.companyName,
      contactId,
      companyId,
      valueMinor: 500_000,
      currency: 'EUR',
      probability: 10,
      status: 'open',
      notes: 'Met at the fair.',
    });
  });

  it('links the contact with the same address and the company of that contact', async () => {
    const company = await make(crm.member, 'companies', { name: 'Known' });
    const contact = await make(crm.member, 'contacts', {
      firstName: 'Ada',
      email: 'ada@known.example',
      companyId: company.id,
    });
    const before = await counts();
    const converted = await convert(await newProspect({ email: 'Ada@Known.example' }));
    expect(converted).to.include({ contactId: contact.id, companyId: company.id });
    const [contacts, companies, deals] = await counts();
    expect([contacts, companies, deals]).to.deep.equal([before[0], before[1], Number(before[2]) + 1]);
  });

  it('finds the company by the domain of website or e-mail, then by name; never by a shared domain', async () => {
    const byDomain = await make(crm.member, 'companies', { name: 'Bolt BV', domain: 'bolt.example' });
    const byName = await make(crm.member, 'companies', { name: 'Nuts & Sons' });
    await make(crm.member, 'companies', { name: 'Postbox', domain: 'gmail.com' });
    const samples: [object, unknown][] = [
      [{ email: 'eve@bolt.example', companyName: 'Bolt' }, byDomain.id],
      [{ website: 'https://www.bolt.example/shop', companyName: 'Bolts' }, byDomain.id],
      [{ email: 'x@gmail.com', companyName: 'NUTS & sons' }, byName.id],
      [{ email: 'y@gmail.com', companyName: null }, null],
    ];
    for (const [values, companyId] of samples) {
      expect((await convert(await newProspect(values))).companyId, JSON.stringify(values)).to.equal(
        companyId,
      );
    }
  });

  it('shows what it would link before it does', async () => {
    const contact = await make(crm.member, 'contacts', { firstName: 'Eve', email: 'eve@shown.example' });
    const prospect = await newProspect({ email: 'eve@shown.example' });
    const proposal = await get(crm.member, `prospects/${prospect.id}/conversion`);
    expect(proposal).to.deep.equal({
      contactId: contact.id,
      companyId: null,
      withDeal: true,
      dealName: prospect.companyName,
      valueMinor: 500_000,
      currency: 'EUR',
      closesOn: null,
    });
    expect(await get(crm.viewer, `prospects/${prospect.id}`)).to.deep.equal(prospect);
    const address = `/api/crm/prospects/${prospect.id}/conversion`;
    expect((await crm.stranger.get(address)).status).to.equal(404);
    expect((await crm.viewer.get(address)).status).to.equal(403);
  });

  it('makes new ones where the person wants no match', async () => {
    const contact = await make(crm.member, 'contacts', { firstName: 'Ada', email: 'same@new.example' });
    const prospect = await newProspect({ email: 'same@new.example' });
    const converted = await convert(prospect, { contactId: null, companyId: null });
    expect(converted.contactId).not.to.equal(contact.id);
    expect(converted.companyId).to.be.a('string');
  });

  it('takes the contact, the company and the deal as they are wished', async () => {
    const company = await make(crm.member, 'companies', { name: 'Chosen' });
    const contact = await make(crm.member, 'contacts', { firstName: 'Chosen' });
    const pipeline = await make(crm.admin, 'pipelines', { name: `Wished ${serial}` });
    const stage = await make(crm.admin, 'stages', { pipelineId: pipeline.id, name: 'One', probability: 5 });
    const converted = await convert(await newProspect(), {
      contactId: contact.id,
      companyId: company.id,
      dealName: 'Two engines',
      pipelineId: pipeline.id,
      valueMinor: 1,
      currency: 'usd',
      closesOn: '2026-12-31',
    });
    expect(converted).to.include({ contactId: contact.id, companyId: company.id });
    expect((await get(crm.viewer, `contacts/${contact.id}`)).companyId).to.equal(company.id);
    expect(await get(crm.viewer, `deals/${converted.dealId}`)).to.include({
      name: 'Two engines',
      stageId: stage.id,
      valueMinor: 1,
      currency: 'USD',
      closesOn: '2026-12-31',
    });
  });

  it('makes no deal where none is wanted, and no contact of a company', async () => {
    const without = await convert(await newProspect(), { withDeal: false });
    expect(without.dealId).to.equal(null);
    const company = await make(crm.member, 'prospects', { companyName: 'Only a company' });
    expect((await convert(company)).contactId).to.equal(null);
  });

  it('carries what was said to the prospect over to the contact, the company and the deal', async () => {
    const prospect = await newProspect();
    const call = await make(crm.member, 'interactions', { type: 'call', prospectId: prospect.id });
    const { contactId, companyId, dealId } = await convert(prospect);
    expect(await get(crm.viewer, `interactions/${call.id}`)).to.include({
      prospectId: prospect.id,
      contactId,
      companyId,
      dealId,
    });
  });

  it('refuses a second conversion and names what the first one made', async () => {
    const prospect = await newProspect();
    const { contactId, companyId, dealId } = await convert(prospect);
    const before = await counts();
    const { status, body } = await attempt(prospect);
    expect(status).to.equal(409);
    expect(body.error.details).to.deep.equal({ contactId, companyId, dealId });
    expect(await counts()).to.deep.equal(before);
    for (const values of [{ stage: 'new' }, { contactId: null }]) {
      const edited = await crm.member.patch(`/api/crm/prospects/${prospect.id}`).send(values);
      expect(edited.status).to.equal(409);
    }
    await change(crm.member, `prospects/${prospect.id}`, { notes: 'Still mine to note.' });
  });

  it('happens once when ten people convert it at the same moment', async () => {
    const prospect = await newProspect();
    const before = await counts();
    const answers = await Promise.all(Array.from({ length: 10 }, () => attempt(prospect)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).to.deep.equal([200, ...Array.from({ length: 9 }, () => 409)]);
    expect(await counts()).to.deep.equal(before.map((count) => count + 1));
  });

  it('leaves nothing behind when it fails in the middle', async () => {
    const empty = await make(crm.admin, 'pipelines', { name: `No stages ${serial}` });
    const prospect = await newProspect();
    const call = await make(crm.member, 'interactions', { type: 'call', prospectId: prospect.id });
    const before = await counts();
    const { status, body } = await attempt(prospect, { pipelineId: empty.id });
    expect(status).to.equal(409);
    expect(body.error.message).to.contain('no stage for open deals');
    expect(await counts()).to.deep.equal(before);
    expect(await get(crm.viewer, `prospects/${prospect.id}`)).to.deep.equal(prospect);
    expect(await get(crm.viewer, `interactions/${call.id}`)).to.deep.equal(call);
  });

  it('refuses records that are not there, and those of another workspace', async () => {
    const foreign = {
      contactId: (await make(crm.stranger, 'contacts', { firstName: 'Eve' })).id,
      companyId: (await make(crm.stranger, 'companies', { name: 'Foreign' })).id,
      pipelineId: (await list(crm.stranger, 'pipelines'))[0]?.id,
    };
    const prospect = await newProspect();
    const before = await counts();
    for (const [field, id] of Object.entries(foreign)) {
      const { status, body } = await attempt(prospect, { [field]: id });
      expect(status, field).to.be.oneOf([409, 422]);
      if (status === 422) expect(complaints(body)).to.deep.equal([field]);
    }
    expect(await counts()).to.deep.equal(before);
  });

  it('refuses bad input, viewers and strangers', async () => {
    const prospect = await newProspect();
    const address = `/api/crm/prospects/${prospect.id}/conversion`;
    for (const input of [
      { withDeal: 'maybe' },
      { valueMinor: 1.5 },
      { surprise: true },
      { closesOn: 'soon' },
    ]) {
      const { status, body } = await crm.member.post(address).send(input);
      expect([status, complaints(body)]).to.deep.equal([422, Object.keys(input)]);
    }
    expect((await crm.viewer.post(address)).status).to.equal(403);
    expect((await crm.stranger.post(address)).status).to.equal(404);
    expect((await get(crm.viewer, `prospects/${prospect.id}`)).convertedAt).to.equal(null);
  });
});
