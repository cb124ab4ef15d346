import { expect } from 'chai';
import { bootCrm, type CrmUnderTest, change, complaints, make } from './crm-under-test.ts';

describe('crm: companies', () => {
  let crm: CrmUnderTest;
  before(async () => {
    crm = await bootCrm();
  });
  after(() => crm.app.stop());

  it('keeps domains in one form and takes them from the website where nobody wrote one', async () => {
    const written = await make(crm.member, 'companies', {
      name: 'Acme',
      domain: 'https://www.ACME.com/about',
    });
    expect(written).to.include({ domain: 'acme.com', currency: 'EUR', status: 'lead' });
    const found = await make(crm.member, 'companies', { name: 'Bolt', website: 'bolt.example/shop' });
    expect(found).to.include({ domain: 'bolt.example', website: 'https://bolt.example/shop' });
    const shared = await make(crm.member, 'companies', {
      name: 'Crafts',
      website: 'https://etsy.com/crafts',
    });
    expect(shared.domain).to.equal(null);
  });

  it('fills a missing domain later, and leaves one alone that somebody wrote or cleared', async () => {
    const bare = await make(crm.member, 'companies', { name: 'Dent' });
    const website = 'https://dent.example';
    expect((await change(crm.member, `companies/${bare.id}`, { website })).domain).to.equal('dent.example');
    const moved = await change(crm.member, `companies/${bare.id}`, { website: 'https://other.example' });
    expect(moved.domain).to.equal('dent.example');
  });

  it('refuses what is no domain', async () => {
    for (const domain of ['acme', 'a b.com', '-', '@', 'acme..com']) {
      const { status, body } = await crm.member.post('/api/crm/companies').send({ name: 'X', domain });
      expect(status, domain).to.equal(422);
      expect(complaints(body)).to.deep.equal(['domain']);
    }
  });

  it('refuses a parent that is the company itself or below it', async () => {
    const top = await make(crm.member, 'companies', { name: 'Top' });
    const middle = await make(crm.member, 'companies', { name: 'Middle', parentId: top.id });
    const low = await make(crm.member, 'companies', { name: 'Low', parentId: middle.id });
    for (const parentId of [top.id, middle.id, low.id]) {
      const { status, body } = await crm.member.patch(`/api/crm/companies/${top.id}`).send({ parentId });
      expect(status).to.equal(422);
      expect(complaints(body)).to.deep.equal(['parentId']);
    }
    expect((await change(crm.member, `companies/${low.id}`, { parentId: top.id })).parentId).to.equal(top.id);
  });

  it('refuses a parent of another workspace', async () => {
    const foreign = await make(crm.stranger, 'companies', { name: 'Foreign' });
    const own = await make(crm.member, 'companies', { name: 'Own' });
    const refused = [
      await crm.member.post('/api/crm/companies').send({ name: 'New', parentId: foreign.id }),
      await crm.member.patch(`/api/crm/companies/${own.id}`).send({ parentId: foreign.id }),
    ];
    for (const { status, body } of refused) {
      expect(status).to.equal(422);
      expect(complaints(body)).to.deep.equal(['parentId']);
    }
  });
});
