import { expect } from 'chai';
import { keyRing } from './key-ring.ts';
import { seal, unseal } from './sealed-text.ts';

const old = 'o'.repeat(64);
const fresh = 'f'.repeat(64);
const here = { owner: '01890000-0000-7000-8000-00000000000a', place: 'settings:mail.sending:key' };

describe('secrets: sealed text', () => {
  const ring = keyRing([old]);
  const sealed = seal(ring, here, 'hunter2 ✓');

  it('opens where it was sealed, and looks different each time', () => {
    expect(unseal(ring, here, sealed)).to.equal('hunter2 ✓');
    expect(seal(ring, here, 'hunter2 ✓')).not.to.equal(sealed);
    expect(unseal(ring, here, seal(ring, here, ''))).to.equal('');
  });

  it('opens for no other workspace and at no other place', () => {
    const elsewhere = { ...here, owner: '01890000-0000-7000-8000-00000000000b' };
    expect(() => unseal(ring, elsewhere, sealed)).to.throw(/not stored for this place/);
    expect(() => unseal(ring, { ...here, place: 'settings:evil.group:key' }, sealed)).to.throw(
      /not stored for this place/,
    );
  });

  it('opens no more when a single character of it is changed', () => {
    const parts = sealed.split('.');
    for (const index of [2, 3, 4]) {
      const part = parts[index] ?? '';
      const changed = (part.startsWith('A') ? 'B' : 'A') + part.slice(1);
      const forged = parts.with(index, changed).join('.');
      expect(() => unseal(ring, here, forged), parts[index]).to.throw(/cannot be opened/);
    }
    expect(() => unseal(ring, here, 'hunter2')).to.throw(/cannot be opened/);
  });

  it('opens with a key of before while that is kept, and not without', () => {
    expect(unseal(keyRing([fresh, old]), here, sealed)).to.equal('hunter2 ✓');
    expect(() => unseal(keyRing([fresh]), here, sealed)).to.throw(/key it was stored with is not among/);
  });

  it('says nothing of what it holds', () => {
    expect(sealed).not.to.include('hunter2');
    expect(() => unseal(keyRing([fresh]), here, sealed))
      .to.throw()
      .and.not.to.match(/hunter2|ooo|fff/);
  });
});
