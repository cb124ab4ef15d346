import { expect } from 'chai';
import { InvalidInput } from 'guildhall/sdk';
import type { Deal, DealValues } from '../../resources/deal-fields.ts';
import { closingValues } from './closing-values.ts';

const now = '2026-06-01T12:00:00.000Z';
const open = { status: 'open', chance: 40, now } as const;
const won = { status: 'won', chance: 100, now } as const;
const lost = { status: 'lost', chance: 0, now } as const;

function deal(values: DealValues): Deal {
  const nothing = { closedAt: null, lostReason: null, lostNote: null, probability: 40 };
  return { status: 'open', ...nothing, ...values } as Deal;
}

function problemsOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems.map(({ path }) => path.join('.'));
    throw error;
  }
  return [];
}

describe('crm: what a deal says about its end', () => {
  it('closes now unless another moment is given, and keeps the moment it has', () => {
    expect(closingValues({}, deal({}), won).closedAt).to.equal(now);
    const then = '2026-01-01T00:00:00.000Z';
    expect(closingValues({ closedAt: then }, deal({}), won).closedAt).to.equal(then);
    expect(closingValues({}, deal({ status: 'won', closedAt: then }), won).closedAt).to.equal(then);
  });

  it('forgets the end of another status', () => {
    const before = deal({ status: 'lost', closedAt: now, lostReason: 'other', lostNote: 'Fire' });
    expect(closingValues({}, before, open)).to.deep.equal({
      status: 'open',
      probability: 40,
      closedAt: null,
      lostReason: null,
      lostNote: null,
    });
    expect(closingValues({}, before, won)).to.include({ lostReason: null, lostNote: null, probability: 100 });
  });

  it('takes the chance of the stage unless another is given, and no other once it is closed', () => {
    expect(closingValues({}, deal({}), { ...open, chance: 70 }).probability).to.equal(70);
    expect(closingValues({ probability: 55 }, deal({}), open).probability).to.equal(55);
    expect(closingValues({ probability: 40 }, deal({}), won).probability).to.equal(100);
    expect(problemsOf(() => closingValues({ probability: 55 }, deal({}), won))).to.deep.equal([
      'probability',
    ]);
    expect(problemsOf(() => closingValues({ probability: 55 }, undefined, lost))).to.include('probability');
  });

  it('needs a reason to be lost, in words when it is another one', () => {
    expect(problemsOf(() => closingValues({}, deal({}), lost))).to.deep.equal(['lostReason']);
    expect(problemsOf(() => closingValues({ lostReason: 'other' }, deal({}), lost))).to.deep.equal([
      'lostNote',
    ]);
    expect(problemsOf(() => closingValues({ lostReason: 'price' }, deal({}), lost))).to.deep.equal([]);
    const before = deal({ status: 'lost', closedAt: now, lostReason: 'price' });
    expect(problemsOf(() => closingValues({ lostReason: null }, before, lost))).to.deep.equal(['lostReason']);
  });

  it('refuses a reason for what is not lost, and an end for what is open', () => {
    expect(problemsOf(() => closingValues({ lostReason: 'price' }, deal({}), open))).to.deep.equal([
      'lostReason',
    ]);
    expect(problemsOf(() => closingValues({ lostNote: 'Fire' }, deal({}), won))).to.deep.equal(['lostNote']);
    expect(problemsOf(() => closingValues({ closedAt: now }, deal({}), open))).to.deep.equal(['closedAt']);
  });

  it('takes what a form merely sends back for no wish', () => {
    const before = deal({ status: 'won', closedAt: '2026-01-01T10:30:45.123+00:00', probability: 100 });
    const echo = { probability: 100, closedAt: '2026-01-01T10:30:00Z', lostReason: null, lostNote: null };
    expect(closingValues(echo, before, open)).to.include({ closedAt: null, probability: 40 });
  });
});
