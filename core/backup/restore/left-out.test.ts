import { expect } from 'chai';
import { leftOut } from './left-out.ts';

describe('backup: what is left out with a plugin', () => {
  const steps = ['core', 'shop', 'shop_extra'].map((prefix) => ({ table: `migrations_${prefix}` }));
  const tables = ['shop_things', 'shop_extra_things', 'migrations_shop', 'migrations_shop_extra', 'shops'];

  it('is what it owns, and nothing of a plugin whose id begins with the same word', () => {
    expect(tables.filter(leftOut(['shop'], steps))).to.deep.equal(['shop_things', 'migrations_shop']);
    expect(tables.filter(leftOut(['shop-extra'], steps))).to.deep.equal([
      'shop_extra_things',
      'migrations_shop_extra',
    ]);
    expect(tables.filter(leftOut([], steps))).to.deep.equal([]);
  });
});
