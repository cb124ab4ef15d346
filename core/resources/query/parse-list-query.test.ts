import { expect } from 'chai';
import { InvalidInput } from '../../sdk/index.ts';
import { thing } from '../test/sample-resource.ts';
import { parseListQuery, type QueryVocabulary } from './parse-list-query.ts';

const vocabulary: QueryVocabulary = {
  resource: thing,
  customFields: [],
  userId: '018f0000-0000-7000-8000-000000000001',
  today: '2026-03-31',
  now: new Date('2026-03-31T12:00:00Z'),
};

function parse(question: string) {
  return parseListQuery(vocabulary, new URLSearchParams(question));
}

function problems(question: string): string[] {
  try {
    parse(question);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.problems.map(({ path, message }) => `${path.join('.')}: ${message}`);
  }
}

describe('resources: reading a list question', () => {
  it('takes equality, operators and several filters together', () => {
    expect(parse('filter[status]=won&filter[score][gte]=10').condition).to.deep.equal({
      all: [
        { field: 'status', operator: 'is', value: 'won' },
        { field: 'score', operator: 'gte', value: 10 },
      ],
    });
  });

  it('reads lists, pairs, the current user and days counted from today', () => {
    const { condition } = parse(
      'filter[status][in]=won,lost&filter[score][between]=1,5&filter[ownerId]=me&filter[closesOn][lt]=today-1m',
    );
    expect(condition).to.deep.equal({
      all: [
        { field: 'status', operator: 'in', value: ['won', 'lost'] },
        { field: 'score', operator: 'between', value: [1, 5] },
        { field: 'ownerId', operator: 'is', value: vocabulary.userId },
        { field: 'closesOn', operator: 'lt', value: '2026-02-28' },
      ],
    });
  });

  it('reads moments counted from now', () => {
    expect(parse('filter[seenAt][lt]=now-90m&filter[seenAt][gte]=now').condition).to.deep.equal({
      all: [
        { field: 'seenAt', operator: 'lt', value: '2026-03-31T10:30:00.000Z' },
        { field: 'seenAt', operator: 'gte', value: '2026-03-31T12:00:00.000Z' },
      ],
    });
  });

  it('reads groups of conditions', () => {
    const where = {
      any: [
        { field: 'status', operator: 'is', value: 'won' },
        { all: [{ field: 'isHot', operator: 'is', value: true }] },
      ],
    };
    expect(parse(`where=${encodeURIComponent(JSON.stringify(where))}`).condition).to.deep.equal({
      all: [where],
    });
  });

  it('tells every problem at once, each with its place', () => {
    expect(problems('filter[secret]=1&filter[score]=abc&sort=secret&limit=9999&colour=red')).to.have.length(
      5,
    );
    expect(problems('filter[score]=abc')[0]).to.match(/^filter\.score: /);
  });

  for (const question of [
    'filter[status][gte]=won',
    'filter[email]=ada@example.org',
    'filter[name][constructor]=x',
    'filter[__proto__]=x',
    'filter[createdAt][gte]=yesterday; drop table users',
    'sort=name;drop table users',
    'sort=-constructor',
    'fields=name,passwordHash',
    'include=name',
    'where={"field":"status"}',
    'where=nonsense',
    'limit=0',
    'offset=-1',
    'after=x&offset=5',
    'status=won&status=lost',
    'filter[status]=won&filter[status]=lost',
    'total=all',
  ]) {
    it(`refuses ${question}`, () => {
      expect(problems(question)).to.not.deep.equal([]);
    });
  }

  it('refuses groups nested without end', () => {
    const deep = `${'{"all":['.repeat(50)}${']}'.repeat(50)}`;
    expect(problems(`where=${encodeURIComponent(deep)}`)[0]).to.match(/Nest at most/);
  });
});
