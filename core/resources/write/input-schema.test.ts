import { expect } from 'chai';
import { InvalidInput } from '../../sdk/index.ts';
import { thing } from '../test/sample-resource.ts';
import { checkInput } from './input-schema.ts';

function problems(kind: 'create' | 'update', input: unknown): Record<string, string> {
  try {
    checkInput(thing, kind, [], input);
    return {};
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return Object.fromEntries(error.problems.map(({ path, message }) => [path.join('.'), message]));
  }
}

describe('resources: checking what a client sends', () => {
  it('fills defaults and normalises at creation', () => {
    const { values } = checkInput(thing, 'create', [], {
      name: '  Ada ',
      email: 'Ada@Example.ORG',
      labels: ['a', 'a'],
    });
    expect(values).to.deep.equal({
      name: 'Ada',
      email: 'ada@example.org',
      labels: ['a'],
      status: 'open',
      currency: 'EUR',
      isHot: false,
    });
  });

  it('changes only what is given', () => {
    expect(checkInput(thing, 'update', [], { score: 5, version: 3 })).to.deep.include({
      values: { score: 5 },
      version: 3,
    });
  });

  it('names every field that is wrong', () => {
    expect(
      problems('create', {
        name: '',
        email: 'nobody',
        status: 'lost?',
        score: 1.5,
        closesOn: '31-12-2026',
        seenAt: 'now',
      }),
    ).to.have.all.keys('name', 'email', 'status', 'score', 'closesOn', 'seenAt');
  });

  it('refuses what a client may not set, by name', () => {
    expect(
      problems('create', { name: 'Ada', ownerId: null, workspaceId: 'x', id: 'x', createdAt: 'x' }),
    ).to.deep.equal({
      ownerId: 'This cannot be set.',
      workspaceId: 'This cannot be set.',
      id: 'This cannot be set.',
      createdAt: 'This cannot be set.',
    });
    expect(problems('update', { isHot: true })).to.deep.equal({ isHot: 'This cannot be set.' });
  });

  it('says what is missing', () => {
    expect(problems('create', {})).to.deep.equal({ name: 'Fill this in.' });
  });

  for (const input of [null, [], 'text', 7, undefined]) {
    it(`refuses ${JSON.stringify(input) ?? 'nothing'} in place of an object`, () => {
      expect(problems('create', input)).to.deep.equal({ '': 'Send one JSON object.' });
    });
  }

  for (const value of [{}, [], true, 5, 'a\u0000b', 'x'.repeat(101)]) {
    it(`refuses ${JSON.stringify(value).slice(0, 20)} as a name`, () => {
      expect(problems('create', { name: value })).to.have.property('name');
    });
  }
});
