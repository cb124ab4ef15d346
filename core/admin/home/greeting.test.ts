import { expect } from 'chai';
import type { Translate } from '../translate.ts';
import { greetingFor, todayIn } from './greeting.ts';

const translate: Translate = (key, values) => `${key} ${String(values?.name)}`;
const amsterdam = { locale: 'en-GB', timezone: 'Europe/Amsterdam' };

describe('home: the greeting', () => {
  it('goes by the clock of whoever reads it', () => {
    const at = (hour: string): string =>
      greetingFor(translate, 'Ada Lovelace', new Date(`2026-01-10T${hour}:00:00Z`), amsterdam);
    expect(at('06')).to.equal('home.morning Ada');
    expect(at('11')).to.equal('home.afternoon Ada');
    expect(at('17')).to.equal('home.evening Ada');
    expect(at('01')).to.equal('home.evening Ada');
  });

  it('names the day where they are', () => {
    const late = new Date('2026-01-10T23:30:00Z');
    expect(todayIn(late, amsterdam)).to.match(/Sunday,? 11 January/);
    expect(todayIn(late, { locale: 'en-US', timezone: 'America/New_York' })).to.equal('Saturday, January 10');
  });
});
