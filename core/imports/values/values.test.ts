import { expect } from 'chai';
import { choice, instant, integer, tags } from '../../sdk/index.ts';
import { detectDateOrder } from './date-order.ts';
import { detectDecimalMark } from './decimal-mark.ts';
import { readCheckbox } from './read-checkbox.ts';
import { dateTerms, readDay } from './read-day.ts';
import { readInstant } from './read-instant.ts';
import { readList } from './read-list.ts';
import { readMoney } from './read-money.ts';
import { readNumber } from './read-number.ts';
import { readerOf } from './reader-of.ts';
import { tidyEmail, tidyPhone, tidyUrl } from './tidy-text.ts';

const dmy = dateTerms('dmy', 'nl-NL');
const mdy = dateTerms('mdy', 'en-US');

describe('imports: dates', () => {
  const days: [string, string][] = [
    ['2026-05-01', '2026-05-01'],
    ['2026/5/1', '2026-05-01'],
    ['20260501', '2026-05-01'],
    ['2026-05-01T09:30:00Z', '2026-05-01'],
    ['1.5.2026', '2026-05-01'],
    ['01-05-26', '2026-05-01'],
    ['1/5/1970', '1970-05-01'],
    ['31.12.69', '2069-12-31'],
    ['1/5/70', '1970-05-01'],
    ['5 May 2026', '2026-05-05'],
    ['5-Mei-26', '2026-05-05'],
    ['May 5, 2026', '2026-05-05'],
    ['Tue, 5 May 2026 10:00', '2026-05-05'],
    ['3rd Sept 2026', '2026-09-03'],
    ['46143', '2026-05-01'],
  ];
  for (const [text, day] of days) {
    it(`reads ${text}`, () => expect(readDay(text, dmy)).to.equal(day));
  }

  for (const text of ['31/02/2026', '2026-13-01', '99/99/2026', 'tomorrow', '12', '5 Foo 2026', '']) {
    it(`refuses ${JSON.stringify(text)}`, () => expect(readDay(text, dmy)).to.equal(null));
  }

  it('orders day and month as it is told', () => {
    expect(readDay('5/1/2026', mdy)).to.equal('2026-05-01');
    expect(readDay('5/1/2026', dmy)).to.equal('2026-01-05');
  });

  it('finds the order of a column by one date that allows only one', () => {
    expect(detectDateOrder(['1/2/2026', '3/4/2026', '13/4/2026'], 'en-US')).to.equal('dmy');
    expect(detectDateOrder(['1/2/2026', '3/14/2026'], 'nl-NL')).to.equal('mdy');
  });

  it('follows dots, then the locale, where every date allows both', () => {
    expect(detectDateOrder(['1.2.2026'], 'en-US')).to.equal('dmy');
    expect(detectDateOrder(['1/2/2026'], 'en-US')).to.equal('mdy');
    expect(detectDateOrder(['1/2/2026'], 'en-GB')).to.equal('dmy');
  });

  const moments: [string, string][] = [
    ['2026-05-01T09:30:00Z', '2026-05-01T09:30:00.000Z'],
    ['2026-05-01 09:30', '2026-05-01T07:30:00.000Z'],
    ['2026-01-15 09:30:15.5', '2026-01-15T08:30:15.500Z'],
    ['1/5/2026 9:30 PM', '2026-05-01T19:30:00.000Z'],
    ['1/5/2026, 12:05 am', '2026-04-30T22:05:00.000Z'],
    ['2026-05-01T09:30:00+05:30', '2026-05-01T04:00:00.000Z'],
    ['2026-05-01T09:30:00.000+0000', '2026-05-01T09:30:00.000Z'],
    ['2026-05-01', '2026-04-30T22:00:00.000Z'],
    ['1777627800000', '2026-05-01T09:30:00.000Z'],
  ];
  for (const [text, moment] of moments) {
    it(`reads the moment ${text}`, () => expect(readInstant(text, dmy, 'Europe/Amsterdam')).to.equal(moment));
  }

  it('refuses a moment with an impossible time', () => {
    expect(readInstant('2026-05-01 25:00', dmy, 'UTC')).to.equal(null);
    expect(readInstant('2026-05-01 13:00 PM', dmy, 'UTC')).to.equal(null);
    expect(readInstant('2026-05-01 soon', dmy, 'UTC')).to.equal(null);
  });
});

describe('imports: numbers and money', () => {
  const points: [string, number | null][] = [
    ['1,234.56', 1234.56],
    ['-12', -12],
    ['(1,000)', -1000],
    ['12-', -12],
    ['1e3', 1000],
    ['45%', 45],
    ['12,34,567.5', 1_234_567.5],
    ['1 234.5', 1234.5],
    ["1'234.5", 1234.5],
    ['1.234,56', null],
    ['1,23', null],
    ['abc', null],
    ['', null],
    ['-', null],
    ['1-2', null],
  ];
  for (const [text, number] of points) {
    it(`reads ${JSON.stringify(text)} with a decimal point`, () =>
      expect(readNumber(text, '.')).to.equal(number));
  }

  const commas: [string, number | null][] = [
    ['1.234,56', 1234.56],
    ['1.234', 1234],
    ['1234,5', 1234.5],
    ['1 234,5', 1234.5],
    ['1,234.56', null],
    ['12.34', null],
  ];
  for (const [text, number] of commas) {
    it(`reads ${JSON.stringify(text)} with a decimal comma`, () =>
      expect(readNumber(text, ',')).to.equal(number));
  }

  it('finds the mark of a column', () => {
    expect(detectDecimalMark(['1.234', '1.234,50'], 'en-US')).to.equal(',');
    expect(detectDecimalMark(['1,234', '99.5'], 'nl-NL')).to.equal('.');
    expect(detectDecimalMark(['1.234', '5.678'], 'nl-NL')).to.equal(',');
    expect(detectDecimalMark(['1.234', '5.678'], 'en-US')).to.equal('.');
    expect(detectDecimalMark(['1.234.567'], 'en-US')).to.equal(',');
  });

  it('takes money exactly, in the minor units of its currency', () => {
    expect(readMoney('19.99', '.', 'EUR')).to.deep.equal({ minor: 1999, currency: null });
    expect(readMoney('€ 1.234,5', ',', 'USD')).to.deep.equal({ minor: 123450, currency: 'EUR' });
    expect(readMoney('JPY 1,200', '.', 'EUR')).to.deep.equal({ minor: 1200, currency: 'JPY' });
    expect(readMoney('-0.05', '.', 'EUR')).to.deep.equal({ minor: -5, currency: null });
    expect(readMoney('KWD 1.234', '.', 'EUR')).to.deep.equal({ minor: 1234, currency: 'KWD' });
    expect(readMoney('1000.00', '.', 'JPY')).to.deep.equal({ minor: 1000, currency: null });
  });

  it('refuses more decimals than a currency has, and what is no amount', () => {
    expect(readMoney('1.234', '.', 'EUR')).to.equal(null);
    expect(readMoney('a lot', '.', 'EUR')).to.equal(null);
    expect(readMoney('99999999999999999', '.', 'EUR')).to.equal(null);
  });
});

describe('imports: words', () => {
  const terms = { dateOrder: 'dmy', decimalMark: '.', locale: 'en', timezone: 'UTC' } as const;

  it('takes the word of another program for a choice, unless it is the word for another of ours', () => {
    const read = readerOf(
      choice({ active: { label: 'Active', synonyms: ['Customer', 'Lead'] }, lead: 'Lead' }),
      terms,
    );
    expect(read('customer')).to.deep.equal({ value: 'active' });
    expect(read('Lead')).to.deep.equal({ value: 'lead' });
  });

  it('finds a choice by value or label, however it is spelled', () => {
    const read = readerOf(choice({ openDeal: 'Open deal', lost: 'Lost' }), terms);
    for (const text of ['openDeal', 'OPEN_DEAL', ' open deal '])
      expect(read(text)).to.deep.equal({ value: 'openDeal' });
    expect(read('Hot')).to.deep.equal({ problem: 'This is none of: Open deal, Lost.' });
  });

  it('splits tags by what separates them', () => {
    expect(readList('a; b;a')).to.deep.equal(['a', 'b']);
    expect(readList('a, b')).to.deep.equal(['a', 'b']);
    expect(readList('Smith, John; x')).to.deep.equal(['Smith, John', 'x']);
    expect(readList('* myContacts ::: * family')).to.deep.equal(['myContacts', 'family']);
    expect(readerOf(tags(), terms)('a;b')).to.deep.equal({ value: ['a', 'b'] });
  });

  it('reads yes and no in several languages', () => {
    for (const text of ['yes', 'TRUE', '1', 'x', 'Ja']) expect(readCheckbox(text)).to.equal(true);
    for (const text of ['No', 'false', '0', 'nein']) expect(readCheckbox(text)).to.equal(false);
    expect(readCheckbox('maybe')).to.equal(null);
  });

  it('tidies addresses, numbers and links', () => {
    expect(tidyEmail('Ada Lovelace <ada@example.org>')).to.equal('ada@example.org');
    expect(tidyEmail('mailto:a@example.org; b@example.org')).to.equal('a@example.org');
    expect(tidyEmail('a@example.org ::: b@example.org')).to.equal('a@example.org');
    expect(tidyEmail('a@example.org, b@example.org')).to.equal('a@example.org');
    expect(tidyPhone('tel: +31\u00A020 123–4567 ext. 12')).to.equal('+31 20 123-4567 x12');
    expect(tidyUrl('example.org')).to.equal('https://example.org');
    expect(tidyUrl('example.org:8080/a')).to.equal('https://example.org:8080/a');
    expect(tidyUrl('http://example.org')).to.equal('http://example.org');
  });

  it('takes away the apostrophe that guards a formula', () => {
    expect(readerOf(integer(), terms)('-5')).to.deep.equal({ value: -5 });
    expect(readerOf(choice(['=x']), terms)("'=x")).to.deep.equal({ value: '=x' });
    expect(readerOf(instant(), terms)('never')).to.deep.equal({ problem: 'This is not a date and time.' });
  });
});
