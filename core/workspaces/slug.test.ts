import { expect } from 'chai';
import { freeSlug, slugFrom } from './slug.ts';

const cases: readonly [string, string][] = [
  ['Acme', 'acme'],
  ['Müller & Söhne GmbH', 'muller-sohne-gmbh'],
  ["  Ada's   Bakery  ", 'adas-bakery'],
  ['Straße 7', 'strasse-7'],
  ['株式会社', 'workspace'],
  ['../../etc', 'etc'],
  ['x'.repeat(80), 'x'.repeat(50)],
];

describe('workspaces: the word in the address', () => {
  for (const [name, slug] of cases) {
    it(`of "${name}" is ${slug}`, () => expect(slugFrom(name)).to.equal(slug));
  }

  it('gets a number when it is taken', () => {
    expect(freeSlug('acme', new Set())).to.equal('acme');
    expect(freeSlug('acme', new Set(['acme', 'acme-2']))).to.equal('acme-3');
  });
});
