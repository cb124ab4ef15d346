import { expect } from 'chai';
import { foldLabels } from './fold-labels.ts';

const value = (queue: string, state: string, count: number) => ({
  value: count,
  labels: { plugin: 'crm', queue, state },
});
const sum = (one: number, other: number) => one + other;

describe('metrics: figures by name', () => {
  const many = Array.from({ length: 500 }, (_, index) => [
    value(`crm.queue-${index}`, 'ready', index),
    value(`crm.queue-${index}`, 'dead', 1),
  ]).flat();

  it('are told as they are while they are few', () => {
    const few = many.slice(0, 20);
    expect(foldLabels(few, 'queue', sum)).to.deep.equal(few);
  });

  it('are at most so many series, whatever there is', () => {
    const folded = foldLabels(many, 'queue', sum, 10);
    expect(new Set(folded.map(({ labels }) => labels?.queue))).to.have.property('size', 11);
    expect(folded.find(({ labels }) => labels?.queue === 'crm.queue-499')?.value).to.equal(499);
  });

  it('lose nothing: what is not named is added up', () => {
    const folded = foldLabels(many, 'queue', sum, 10);
    const rest = folded.filter(({ labels }) => labels?.queue === 'other');
    expect(rest.map(({ labels }) => labels)).to.deep.equal([
      { plugin: 'other', queue: 'other', state: 'ready' },
      { plugin: 'other', queue: 'other', state: 'dead' },
    ]);
    const total = (values: readonly { value: number }[]) => values.reduce((all, one) => all + one.value, 0);
    expect(total(folded)).to.equal(total(many));
  });
});
