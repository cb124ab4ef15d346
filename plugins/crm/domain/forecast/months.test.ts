import { expect } from 'chai';
import { forecastMonths, sums } from './months.ts';

const value = (month: string | null, currency: string, valueMinor: number, weightedMinor: number) => ({
  ...{ month, currency, valueMinor, weightedMinor },
  deals: 1,
});
const values = [
  value('2026-04', 'EUR', 100, 50),
  value('2026-05', 'EUR', 200, 20),
  value('2026-05', 'USD', 300, 30),
  value(null, 'EUR', 400, 40),
];

describe('crm: the forecast', () => {
  it('is one line per month, with an amount for each currency', () => {
    const [april, may, someday] = forecastMonths(values, '2026-05-31');
    expect([april?.isLate, may?.isLate, someday?.isLate]).to.deep.equal([true, false, false]);
    expect(may).to.include({ month: '2026-05', firstDay: '2026-05-01', deals: 2 });
    expect(may?.weighted).to.deep.equal([
      { minor: 20, currency: 'EUR' },
      { minor: 30, currency: 'USD' },
    ]);
    expect(someday?.firstDay).to.equal(null);
  });

  it('never adds currencies to each other', () => {
    expect(sums(values).total).to.deep.equal([
      { minor: 700, currency: 'EUR' },
      { minor: 300, currency: 'USD' },
    ]);
  });
});
