import { expect } from 'chai';
import type { Contact, ContactChange } from '../../resources/contact-fields.ts';
import { customToTake, valuesToTake } from './take-over.ts';

function contact(values: ContactChange & { custom?: Record<string, unknown> }): Contact {
  const empty = { tags: [], leadScore: 0, lastContactedAt: null, notes: null, custom: {} };
  return { ...empty, ...values } as unknown as Contact;
}

describe('crm: what the survivor of a merge takes over', () => {
  it('takes what it lacks and nothing it has', () => {
    const survivor = contact({ email: 'ada@example.org', phone: '' });
    const duplicate = contact({ email: 'other@example.org', phone: '1', city: 'Delft' });
    expect(valuesToTake(survivor, duplicate)).to.deep.equal({ phone: '1', city: 'Delft' });
  });

  it('takes nothing when there is nothing to take', () => {
    const both = { tags: ['a'], leadScore: 5, notes: 'Same.' };
    expect(valuesToTake(contact(both), contact({ ...both, leadScore: 2 }))).to.deep.equal({});
  });

  it('takes the later moment, whatever zone it is written in', () => {
    const survivor = contact({ lastContactedAt: '2026-01-01T10:00:00+00:00' });
    const later = '2026-01-01T10:30:00+01:00';
    expect(valuesToTake(survivor, contact({ lastContactedAt: later }))).to.deep.equal({});
    const latest = '2026-01-01T12:30:00+01:00';
    expect(valuesToTake(survivor, contact({ lastContactedAt: latest }))).to.deep.equal({
      lastContactedAt: latest,
    });
  });

  it('never grows past what fits', () => {
    const many = (letter: string) => Array.from({ length: 40 }, (_, index) => `${letter}${index}`);
    const survivor = contact({ tags: many('a'), notes: 'a'.repeat(15_000) });
    const taken = valuesToTake(survivor, contact({ tags: many('b'), notes: 'b'.repeat(15_000) }));
    expect(taken.tags).to.have.length(50);
    expect(taken.notes).to.have.length(20_000);
  });

  it('takes the values of own fields that only the other has', () => {
    const survivor = contact({ custom: { size: 'S' } });
    expect(customToTake(survivor, contact({ custom: { size: 'L', colour: 'red' } }))).to.deep.equal({
      colour: 'red',
    });
  });
});
