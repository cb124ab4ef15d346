import { expect } from 'chai';
import { freshCache } from './fresh-cache.ts';

describe('access: remembering for a moment', () => {
  let loads: string[];
  let now: number;

  const cacheOf = (load: (key: string) => Promise<string | null>, most = 10) =>
    freshCache({
      load: (key) => {
        loads.push(key);
        return load(key);
      },
      maxAgeMs: 1_000,
      most,
      clock: () => now,
    });

  beforeEach(() => {
    loads = [];
    now = 0;
  });

  it('loads once for all who ask at the same time', async () => {
    const cache = cacheOf(async (key) => key.toUpperCase());
    expect(await Promise.all([cache.get('a'), cache.get('a'), cache.get('b')])).to.deep.equal([
      'A',
      'A',
      'B',
    ]);
    expect(loads).to.deep.equal(['a', 'b']);
  });

  it('loads again once the moment is over', async () => {
    const cache = cacheOf(async (key) => key);
    await cache.get('a');
    now = 999;
    await cache.get('a');
    expect(loads).to.have.lengthOf(1);
    now = 1_000;
    await cache.get('a');
    expect(loads).to.have.lengthOf(2);
  });

  it('keeps neither failures nor absences', async () => {
    const answers: (() => Promise<string | null>)[] = [
      () => Promise.reject(new Error('away')),
      () => Promise.resolve(null),
      () => Promise.resolve('there'),
    ];
    const cache = cacheOf(() => answers[loads.length - 1]?.() ?? Promise.resolve(null));
    const failure: unknown = await cache.get('a').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
    expect(await cache.get('a')).to.equal(null);
    expect(await cache.get('a')).to.equal('there');
  });

  it('does not keep what was loaded before it was told to forget', async () => {
    let finish: (value: string) => void = () => undefined;
    const cache = cacheOf(() => new Promise((resolve) => (finish = resolve)));
    const early = cache.get('a');
    cache.clear();
    finish('old');
    expect(await early).to.equal('old');
    const late = cache.get('a');
    finish('new');
    expect(await late).to.equal('new');
  });

  it('holds a limited number of keys', async () => {
    const cache = cacheOf(async (key) => key, 2);
    for (const key of ['a', 'b', 'c', 'a']) await cache.get(key);
    expect(loads).to.deep.equal(['a', 'b', 'c', 'a']);
  });
});
