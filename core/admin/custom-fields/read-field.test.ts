import { expect } from 'chai';
import { choicesIn, definitionFrom, emptyField } from './read-field.ts';

describe('own fields: what a form says', () => {
  it('reads a choice from each line', () => {
    expect(choicesIn(' Gold \r\nSilver\n\n  \nGold')).to.deep.equal(['Gold', 'Silver']);
    expect(choicesIn('')).to.deep.equal([]);
  });

  it('keeps only what the kind needs', () => {
    const text = { ...emptyField, label: 'Tier', choices: 'Gold\nSilver', target: 'crm.company' };
    expect(definitionFrom({ ...text, kind: 'choice' })).to.deep.equal({
      ...{ label: 'Tier', kind: 'choice', help: null, required: false },
      ...{ choices: ['Gold', 'Silver'], target: null },
    });
    expect(definitionFrom({ ...text, kind: 'relation' })).to.include({ target: 'crm.company' });
    expect(definitionFrom({ ...text, kind: 'text', help: ' ', isRequired: true })).to.deep.include({
      ...{ choices: [], target: null, help: null, required: true },
    });
  });
});
