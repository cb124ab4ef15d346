import { expect } from 'chai';
import {
  Conflict,
  InvalidInput,
  NotAllowed,
  NotAuthenticated,
  NotFound,
  RateLimited,
  TooLarge,
  Unavailable,
} from '../sdk/index.ts';
import { answerTo } from './error-answer.ts';

class AlreadySent extends Conflict {
  override readonly code: string = 'finance.already-sent';
}

const ours: readonly [Error, number, string][] = [
  [new InvalidInput([]), 422, 'invalid-input'],
  [new NotAuthenticated('Sign in.'), 401, 'not-authenticated'],
  [new NotAllowed('No.'), 403, 'not-allowed'],
  [new NotFound('Gone.'), 404, 'not-found'],
  [new Conflict('Busy.'), 409, 'conflict'],
  [new AlreadySent('Sent.'), 409, 'finance.already-sent'],
  [new RateLimited('Wait.'), 429, 'rate-limited'],
  [new TooLarge('Less.'), 413, 'too-large'],
  [new Unavailable('Soon.'), 503, 'unavailable'],
];

/** As the driver makes them: an Error with fields. */
const failure = (message: string, fields: object) => Object.assign(new Error(message), fields);
const refused = (code: string, fields: object = {}) =>
  failure('secret detail of the server', { severity: 'ERROR', code, ...fields });

const theirs: readonly [string, Error, number][] = [
  [
    'a connection that is refused',
    failure('connect ECONNREFUSED', { code: 'ECONNREFUSED', syscall: 'connect' }),
    503,
  ],
  ['a socket that is gone', failure('connect ENOENT', { code: 'ENOENT', syscall: 'connect' }), 503],
  ['a connection that breaks', failure('Connection terminated unexpectedly', {}), 503],
  ['a pool with nothing free', failure('timeout exceeded when trying to connect', {}), 503],
  ['a server that stops', refused('57P01'), 503],
  ['a server that starts', refused('57P03'), 503],
  ['too many connections', refused('53300'), 503],
  ['a full disk', refused('53100'), 503],
  ['a statement that takes too long', refused('57014'), 503],
  ['a lock that is not given', refused('55P03'), 503],
  ['a deadlock', refused('40P01'), 503],
  ['a value that is taken', refused('23505'), 409],
  ['a missing record', refused('23503'), 422],
  ['an empty value', refused('23502'), 422],
  ['a value out of bounds', refused('23514'), 422],
  ['a number that is too large', refused('22003'), 422],
  ['a file that is not there', failure('ENOENT', { code: 'ENOENT', syscall: 'open' }), 500],
  ['SQL that is wrong', refused('42601'), 500],
  ['a broken address', new URIError('URI malformed'), 422],
  ['a bug', new TypeError('x is not a function'), 500],
];

describe('http: errors become answers', () => {
  for (const [error, status, code] of ours) {
    it(`${error.name} is ${status}`, () => {
      expect(answerTo(error)).to.include({ status, code, message: error.message, isBug: false });
    });
  }

  for (const [what, error, status] of theirs) {
    it(`${what} is ${status}`, () => {
      const answer = answerTo(error);
      expect(answer).to.include({ status, isBug: status === 500 });
      expect(JSON.stringify(answer)).not.to.contain(error.message);
    });
  }

  it('name the field that the database refused, where it can be told', () => {
    const problems = (fields: object, code = '23502') => answerTo(refused(code, fields)).problems;
    expect(problems({ column: 'closes_on' })?.[0]?.path).to.deep.equal(['closesOn']);
    const foreign = { table: 'crm_deals', constraint: 'crm_deals_contact_id_fkey' };
    expect(problems(foreign, '23503')?.[0]?.path).to.deep.equal(['contactId']);
    expect(problems({ table: 'crm_deals', constraint: 'elsewhere' }, '23514')?.[0]?.path).to.deep.equal([]);
  });

  it('say when to come back', () => {
    expect(answerTo(new RateLimited('Wait.', { retryAfterSeconds: 12.2 })).retryAfter).to.equal(13);
    expect(answerTo(new RateLimited('Wait.')).retryAfter).to.equal(60);
    expect(answerTo(new Unavailable('Soon.')).retryAfter).to.equal(2);
    expect(answerTo(new NotFound('Gone.'))).not.to.have.property('retryAfter');
  });

  it('hold what the error tells, but for the time, which has a header', () => {
    const answer = answerTo(new Conflict('Changed.', { currentVersion: 3 }));
    expect(answer.details).to.deep.equal({ currentVersion: 3 });
    expect(answerTo(new RateLimited('Wait.', { retryAfterSeconds: 1 }))).not.to.have.property('details');
  });

  for (const odd of [undefined, null, 'text', 7, {}, { status: 200, message: 'ok' }]) {
    it(`${JSON.stringify(odd)} thrown is a bug`, () => {
      expect(answerTo(odd)).to.include({ status: 500, code: 'internal-error', isBug: true });
    });
  }
});
