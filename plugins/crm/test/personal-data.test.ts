import { expect } from 'chai';
import { bootCrm, type CrmUnderTest, make } from './crm-under-test.ts';

const email = 'ada@lovelace.example';
const canary = 'Lovelace';

describe('crm: everything about a person', () => {
  let crm: CrmUnderTest;
  before(async () => {
    crm = await bootCrm();
    const contact = await make(crm.member, 'contacts', {
      ...{ firstName: 'Ada', lastName: canary, email, phone: '+31 20 1234567', notes: 'Likes engines' },
    });
    await make(crm.member, 'prospects', { firstName: 'Ada', lastName: canary, email });
    await make(crm.member, 'interactions', {
      type: 'note',
      content: `${canary} called`,
      contactId: contact.id,
    });
    const stages = (await crm.member.get('/api/crm/stages')).body.data as {
      id: string;
      pipelineId: string;
    }[];
    const [stage] = stages;
    await make(crm.member, 'deals', {
      ...{ name: 'Engine', contactId: contact.id, stageId: stage?.id, pipelineId: stage?.pipelineId },
    });
    await make(crm.member, 'contacts', {
      firstName: 'Grace',
      lastName: 'Hopper',
      email: 'grace@navy.example',
    });
    const other = await make(crm.stranger, 'contacts', { firstName: 'Ada', lastName: canary, email });
    expect(other.id).to.be.a('string');
  });
  after(() => crm.app.stop());

  const ask = (path: string, body: object, role: 'admin' | 'member' = 'admin') =>
    crm[role].post(`/api/personal-data/${path}`).send(body);
  const counts = (body: { data: { held: { id: string; items: unknown[] }[] } }) =>
    Object.fromEntries(body.data.held.map(({ id, items }) => [id, items.length]));

  it('is for admins', async () => {
    expect((await ask('export', { email }, 'member')).status).to.equal(403);
    expect((await ask('erasure', { email, confirmation: email }, 'member')).status).to.equal(403);
    expect((await ask('export', { email: 'nobody' })).body.error.problems[0].path).to.deep.equal(['email']);
  });

  it('is given out: contacts, prospects, activities', async () => {
    const { body } = await ask('export', { email: email.toUpperCase() });
    expect(counts(body)).to.deep.include({ 'crm.contacts': 1, 'crm.prospects': 1, 'crm.interactions': 1 });
    expect(JSON.stringify(body)).to.include('Likes engines').and.not.to.include('Hopper');
  });

  it('is erased only when the address is typed twice', async () => {
    const { status, body } = await ask('erasure', { email, confirmation: 'ada@other.example' });
    expect([status, body.error.problems[0].path]).to.deep.equal([422, ['confirmation']]);
    expect(counts((await ask('export', { email })).body)['crm.contacts']).to.equal(1);
  });

  it('is erased for good, and the report says what is kept and why', async () => {
    const { body } = await ask('erasure', { email, confirmation: email });
    const erased = Object.fromEntries(
      body.data.sources.map((one: { id: string; erased: number }) => [one.id, one.erased]),
    );
    expect(erased).to.deep.include({ 'crm.contacts': 1, 'crm.prospects': 1, 'crm.interactions': 1 });
    const contacts = body.data.sources.find(({ id }: { id: string }) => id === 'crm.contacts');
    expect(contacts.kept).to.deep.equal([
      {
        what: '1 deal',
        reason: 'They count in your sales figures. Their titles are yours: look whether one holds a name.',
      },
    ]);
    for (const path of ['contacts', 'prospects', 'interactions']) {
      const all = await crm.member.get(`/api/crm/${path}?removed=true`);
      expect(JSON.stringify(all.body), path).not.to.include(canary).and.not.to.include(email);
      expect((await crm.member.get(`/api/crm/${path}?q=lovelace`)).body.data, path).to.deep.equal([]);
    }
    expect(counts((await ask('export', { email })).body)['crm.contacts']).to.equal(0);
  });

  it('leaves other people and other workspaces alone', async () => {
    expect((await crm.member.get('/api/crm/contacts?q=hopper')).body.data).to.have.lengthOf(1);
    expect((await crm.stranger.get('/api/crm/contacts?q=lovelace')).body.data).to.have.lengthOf(1);
  });
});
