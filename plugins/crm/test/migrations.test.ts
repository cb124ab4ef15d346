import { expect } from 'chai';
import { revertPlugin } from 'guildhall/sdk/testing';
import { bootCrm, type CrmUnderTest, list, make } from './crm-under-test.ts';

describe('crm: migrations', () => {
  let crm: CrmUnderTest;
  before(async () => {
    crm = await bootCrm();
  });
  after(() => crm.app.stop());

  it('leave nothing behind when they are taken back, and run again', async () => {
    await make(crm.member, 'deals', { name: 'Anvils' });
    expect(await revertPlugin(crm.app, 'crm')).to.deep.equal([]);
    expect(await list(crm.viewer, 'deals')).to.deep.equal([]);
  });
});
