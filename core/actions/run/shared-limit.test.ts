import { expect } from 'chai';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { sharedLimit, type Take } from './shared-limit.ts';

const points = 300;

/** One store that several processes ask, and how often they did. */
function store() {
  const limiter = new RateLimiterMemory({ points, duration: 60 });
  const asked = { times: 0 };
  const consume = limiter.consume.bind(limiter);
  limiter.consume = (...given: Parameters<RateLimiterAbstract['consume']>) => {
    asked.times += 1;
    return consume(...given);
  };
  return { limiter, asked };
}

async function letThrough(take: Take, tries: number): Promise<number> {
  const outcomes = await Promise.allSettled(Array.from({ length: tries }, () => take('ada')));
  const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  for (const reason of refused) expect(reason).to.be.instanceOf(RateLimiterRes);
  return tries - refused.length;
}

describe('actions: a limit that processes share', () => {
  it('lets through just as many as there are, and asks far less often than that', async () => {
    const { limiter, asked } = store();
    expect(await letThrough(sharedLimit(limiter), points + 50)).to.equal(points);
    expect(asked.times).to.be.below(points / 2);
  });

  it('is never more for several, and hardly less', async () => {
    const { limiter } = store();
    const processes = [sharedLimit(limiter), sharedLimit(limiter), sharedLimit(limiter)];
    const all = await Promise.all(processes.map((take) => letThrough(take, points)));
    const total = all.reduce((sum, one) => sum + one, 0);
    expect(total).to.be.within(points * 0.95, points);
  });

  it('asks nobody any more once there is nothing left, and says for how long', async () => {
    const { limiter, asked } = store();
    const take = sharedLimit(limiter);
    await letThrough(take, points + 1);
    const before = asked.times;
    const refusal = await take('ada').catch((reason: unknown) => reason);
    expect((refusal as RateLimiterRes).msBeforeNext).to.be.within(1, 60_000);
    expect(asked.times).to.equal(before);
    await take('grace');
  });
});
