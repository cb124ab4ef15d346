import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { testLog } from '../testing/test-log.ts';
import { limitStorms } from './limit-storms.ts';

describe('logging: storms', () => {
  it('lets some lines through and then says how many more there were, with the newest of them', async () => {
    const log = testLog();
    const limited = limitStorms(log, { windowMs: 60, most: 3, mostPerSecond: 50 });
    for (let at = 0; at < 500; at += 1) limited.warn({ at }, 'The database is away.');
    expect(log.lines.map(({ details }) => details)).to.deep.equal([{ at: 0 }, { at: 1 }, { at: 2 }]);
    await pause(150);
    expect(log.lines.slice(3).map(({ details }) => details)).to.deep.equal([{ at: 499, repeated: 497 }]);
  });

  it('starts anew after that', async () => {
    const log = testLog();
    const limited = limitStorms(log, { windowMs: 30, most: 1, mostPerSecond: 50 });
    limited.error({}, 'Broken.');
    await pause(100);
    limited.error({}, 'Broken.');
    expect(log.lines).to.have.lengthOf(2);
  });

  it('tells levels, words and plugins apart', () => {
    const log = testLog();
    const limited = limitStorms(log, { windowMs: 1_000, most: 1, mostPerSecond: 50 });
    for (const plugin of ['crm', 'desk', undefined]) limited.error({ plugin }, 'A plugin failed.');
    limited.warn({}, 'A plugin failed.');
    limited.error({}, 'Another thing failed.');
    expect(log.lines).to.have.lengthOf(5);
  });

  it('says no more than so much in a second, however many different things go wrong, and counts the rest', async () => {
    const log = testLog();
    const limited = limitStorms(log, { windowMs: 10_000, most: 5, mostPerSecond: 6 });
    for (let at = 0; at < 400; at += 1) limited.error({}, `Thing ${at} failed.`);
    expect(log.lines.length).to.be.within(6, 13);
    const said = log.lines.length;
    await pause(1_050);
    limited.error({}, 'Once more.');
    const left = log.lines.find(({ details }) => 'leftOut' in details);
    expect(Number(left?.details.leftOut) + said).to.be.within(390, 410);
  });

  it('keeps nothing from whoever debugs', () => {
    const log = testLog();
    const limited = limitStorms(log, { windowMs: 1_000, most: 1, mostPerSecond: 1 });
    for (let at = 0; at < 100; at += 1) limited.debug({}, 'request');
    expect(log.lines).to.have.lengthOf(100);
  });
});
