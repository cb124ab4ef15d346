import { expect } from 'chai';
import { isSealedBy, sealOf } from './seal.ts';

describe('backup: the seal of an archive', () => {
  const [own, previous, other] = ['own', 'previous', 'other'].map((text) => Buffer.from(text));
  const manifest = { tables: [{ name: 'crm_contacts', rows: 2 }], parts: 3, partsDigest: 'abc' };
  const sealed = { ...manifest, seal: sealOf(own ?? Buffer.alloc(0), manifest) };
  const keys = (...given: (Buffer | undefined)[]) => given.filter((key) => key !== undefined);

  it('is known by the key that made it, also once that is the previous one', () => {
    expect(isSealedBy(keys(own), sealed)).to.equal(true);
    expect(isSealedBy(keys(previous, own), sealed)).to.equal(true);
  });

  it('is broken by any change, and by its absence', () => {
    expect(isSealedBy(keys(other), sealed)).to.equal(false);
    expect(isSealedBy([], sealed)).to.equal(false);
    expect(isSealedBy(keys(own), manifest)).to.equal(false);
    expect(isSealedBy(keys(own), { ...sealed, partsDigest: 'abd' })).to.equal(false);
    expect(isSealedBy(keys(own), { ...sealed, tables: [{ name: 'audit_log', rows: 2 }] })).to.equal(false);
    expect(isSealedBy(keys(own), { ...sealed, more: 1 })).to.equal(false);
  });
});
