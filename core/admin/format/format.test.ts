import { expect } from 'chai';
import { formatBytes } from './bytes.ts';
import { formatDay, formatDayShort } from './day.ts';
import { formatDuration } from './duration.ts';
import { initialsOf, toneOf } from './initials.ts';
import { formatAgo, formatMoment } from './moment.ts';
import { formatMoney, minorDigits, moneyInput, readMoney } from './money.ts';
import { numberInput, readNumber } from './number.ts';
import { regionOf } from './region.ts';
import { dayIn, instantAt, wallTime } from './zoned-time.ts';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('screens: numbers', () => {
  it('reads what people type in the way of their locale', () => {
    expect(readNumber('1.234,56', 'nl-NL')).to.equal('1234.56');
    expect(readNumber('1,234.56', 'en-GB')).to.equal('1234.56');
    expect(readNumber("12'345.5", 'de-CH')).to.equal('12345.5');
    expect(readNumber('1 234,5', 'fr-FR')).to.equal('1234.5');
    expect(readNumber('-12', 'en-GB')).to.equal('-12');
    expect(readNumber('1.234', 'nl-NL')).to.equal('1234');
  });

  it('takes the other decimal mark where it cannot be grouping', () => {
    expect(readNumber('1.5', 'nl-NL')).to.equal('1.5');
    expect(readNumber('1,5', 'en-GB')).to.equal('1.5');
  });

  it('refuses what is no number', () => {
    for (const text of ['', 'abc', '1.2.3.4', '--2', '1e5', '0x10', 'NaN']) {
      expect(readNumber(text, 'en-GB'), text).to.equal(null);
    }
  });

  it('shows a number as it would be typed', () => {
    expect(numberInput(1234.5, 'nl-NL')).to.equal('1234,5');
    expect(readNumber(numberInput(-0.25, 'de-DE'), 'de-DE')).to.equal('-0.25');
  });
});

describe('screens: money', () => {
  it('shows minor units in the way of the currency and the locale', () => {
    expect(plain(formatMoney(123450, 'EUR', 'nl-NL'))).to.equal('€ 1.234,50');
    expect(plain(formatMoney(1234, 'JPY', 'en-GB'))).to.equal('JP¥1,234');
    expect(minorDigits('KWD')).to.equal(3);
  });

  it('reads amounts without rounding errors', () => {
    expect(readMoney('0.29', 'EUR', 'en-GB')).to.equal(29);
    expect(readMoney('1.005', 'KWD', 'en-GB')).to.equal(1005);
    expect(readMoney('€ 1.234,50', 'EUR', 'nl-NL')).to.equal(123450);
    expect(readMoney('-3,5', 'EUR', 'nl-NL')).to.equal(-350);
    expect(readMoney('1200', 'JPY', 'en-GB')).to.equal(1200);
    expect(readMoney('USD 12', 'USD', 'en-US')).to.equal(1200);
  });

  it('refuses more digits than the currency has, and what is no amount', () => {
    expect(readMoney('1.005', 'EUR', 'en-GB')).to.equal(null);
    expect(readMoney('1.5', 'JPY', 'en-GB')).to.equal(null);
    expect(readMoney('much', 'EUR', 'en-GB')).to.equal(null);
    expect(readMoney('99999999999999999', 'EUR', 'en-GB')).to.equal(null);
  });

  it('gives back what it shows', () => {
    for (const minor of [0, 1, -1, 99, 100, 123456, -2050]) {
      for (const [currency, locale] of [
        ['EUR', 'nl-NL'],
        ['JPY', 'ja-JP'],
        ['KWD', 'en-US'],
      ] as const) {
        expect(readMoney(moneyInput(minor, currency, locale), currency, locale)).to.equal(minor);
      }
    }
  });
});

describe('screens: days and moments', () => {
  it('shows a day the same in every time zone', () => {
    expect(formatDay('2026-05-01', 'en-GB')).to.equal('1 May 2026');
    expect(formatDayShort('2026-05-01', 'en-GB', '2026')).to.equal('1 May');
    expect(formatDayShort('2025-05-01', 'en-GB', '2026')).to.equal('1 May 2025');
  });

  it('shows a moment on the reader’s clock', () => {
    const amsterdam = { locale: 'en-GB', timezone: 'Europe/Amsterdam' };
    expect(plain(formatMoment('2026-07-01T10:00:00.000Z', amsterdam))).to.equal('1 Jul 2026, 12:00');
    expect(wallTime('2026-01-01T10:00:00.000Z', 'Asia/Kolkata')).to.equal('2026-01-01T15:30');
    expect(dayIn('Pacific/Auckland', new Date('2026-01-01T20:00:00Z'))).to.equal('2026-01-02');
  });

  it('reads a wall clock back as the moment it stands for', () => {
    expect(instantAt('2026-07-01T12:00', 'Europe/Amsterdam')).to.equal('2026-07-01T10:00:00.000Z');
    expect(instantAt('2026-01-01T15:30', 'Asia/Kolkata')).to.equal('2026-01-01T10:00:00.000Z');
    expect(instantAt('2026-01-01T15:30', 'UTC')).to.equal('2026-01-01T15:30:00.000Z');
    expect(instantAt('tomorrow', 'UTC')).to.equal(null);
    expect(instantAt('2026-13-01T00:00', 'UTC')).to.equal(null);
  });

  it('knows the hours that come twice and never', () => {
    expect(instantAt('2026-10-25T02:30', 'Europe/Amsterdam')).to.equal('2026-10-25T00:30:00.000Z');
    expect(instantAt('2026-03-29T02:30', 'Europe/Amsterdam')).to.equal('2026-03-29T01:30:00.000Z');
    expect(instantAt('2026-11-01T01:30', 'America/New_York')).to.equal('2026-11-01T05:30:00.000Z');
  });

  it('says how long ago it was', () => {
    const now = new Date('2026-05-10T12:00:00Z');
    expect(formatAgo('2026-05-10T11:59:40Z', 'en', now)).to.equal('now');
    expect(formatAgo('2026-05-10T09:00:00Z', 'en', now)).to.equal('3 hours ago');
    expect(formatAgo('2026-05-09T12:00:00Z', 'en', now)).to.equal('yesterday');
    expect(formatAgo('2026-05-13T12:00:00Z', 'en', now)).to.equal('in 3 days');
  });
});

describe('screens: small things', () => {
  it('shortens names to initials', () => {
    expect(initialsOf('Ada Lovelace')).to.equal('AL');
    expect(initialsOf('  plato ')).to.equal('P');
    expect(initialsOf('Anna Maria van der Berg')).to.equal('AB');
    expect(initialsOf('')).to.equal('?');
    expect(initialsOf('“Quoted” Name')).to.equal('QN');
  });

  it('gives a name one of eight tones, always the same', () => {
    expect(toneOf('Ada')).to.equal(toneOf('Ada')).and.to.be.within(1, 8);
  });

  it('shows sizes and durations', () => {
    expect(plain(formatBytes(0, 'en'))).to.equal('0 byte');
    expect(plain(formatBytes(4_200_000, 'en'))).to.equal('4.2 MB');
    expect(formatDuration(12.4, 'en')).to.equal('12 seconds');
    expect(formatDuration(180, 'en')).to.equal('3 minutes');
  });

  it('falls back where a locale or zone is unknown', () => {
    expect(regionOf('nl-NL', 'Europe/Amsterdam')).to.deep.equal({
      locale: 'nl-NL',
      timezone: 'Europe/Amsterdam',
    });
    expect(regionOf('not a locale', 'Mars/Olympus')).to.deep.equal({ locale: 'en-GB', timezone: 'UTC' });
  });
});
