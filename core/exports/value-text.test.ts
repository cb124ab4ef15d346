import { expect } from 'chai';
import { checkbox, choice, instant, money, tags, text } from '../sdk/index.ts';
import { majorUnits, valueText } from './value-text.ts';

const euro = { currency: 'EUR' };

describe('exports: values as text', () => {
  it('writes amounts in the decimals of their currency, exactly', () => {
    expect(majorUnits(123_456, 'EUR')).to.equal('1234.56');
    expect(majorUnits(-5, 'EUR')).to.equal('-0.05');
    expect(majorUnits(1_200, 'JPY')).to.equal('1200');
    expect(majorUnits(-1_234, 'KWD')).to.equal('-1.234');
    expect(majorUnits(Number.MAX_SAFE_INTEGER, 'EUR')).to.equal('90071992547409.91');
    expect(valueText(money({ currencyField: 'currency' }), 0, euro)).to.equal('0.00');
  });

  it('writes words people know, and nothing for nothing', () => {
    expect(valueText(choice({ open: 'Open deal' }), 'open', euro)).to.equal('Open deal');
    expect(valueText(checkbox(), false, euro)).to.equal('no');
    expect(valueText(tags(), ['a', 'b'], euro)).to.equal('a; b');
    expect(valueText(instant(), '2026-05-01T09:30:00+00:00', euro)).to.equal('2026-05-01T09:30:00Z');
    expect(valueText(text(), null, euro)).to.equal('');
  });
});
