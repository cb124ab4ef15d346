import { expect } from 'chai';
import { z } from 'zod';
import type { CustomField } from '../../custom-fields/custom-field.ts';
import { checkbox, choice, tags } from '../../sdk/fields/choice-fields.ts';
import { makeField } from '../../sdk/fields/make-field.ts';
import { currency, decimal, integer, money } from '../../sdk/fields/number-fields.ts';
import { reference, user } from '../../sdk/fields/relation-fields.ts';
import { email, longText, text } from '../../sdk/fields/text-fields.ts';
import { day, instant } from '../../sdk/fields/time-fields.ts';
import type { Field } from '../../sdk/index.ts';
import { customScreenField, ownScreenField } from '../fields/screen-field.ts';
import { readingFor } from './currency-of.ts';
import { inputText } from './input-text.ts';
import { changedFields, readForm } from './read-form.ts';
import { readValue } from './read-value.ts';
import { joined, typedFrom } from './typed.ts';

const dutch = { region: { locale: 'nl-NL', timezone: 'Europe/Amsterdam' }, currency: 'EUR' };
const read = (field: Field, given: string | readonly string[] | undefined) =>
  readValue(ownScreenField('x', field), given === undefined ? {} : { x: given }, dutch);

describe('screens: reading what a form sent', () => {
  it('reads each kind of field into the type it stores', () => {
    expect(read(text(), ' Ada ')).to.deep.equal({ value: ' Ada ' });
    expect(read(longText(), 'one\r\ntwo')).to.deep.equal({ value: 'one\ntwo' });
    expect(read(email(), 'ada@example.org')).to.deep.equal({ value: 'ada@example.org' });
    expect(read(integer(), '1.200')).to.deep.equal({ value: 1200 });
    expect(read(decimal(), '1,5')).to.deep.equal({ value: 1.5 });
    expect(read(money({ currencyField: 'c' }), '1.234,56')).to.deep.equal({ value: 123456 });
    expect(read(currency(), 'EUR')).to.deep.equal({ value: 'EUR' });
    expect(read(day(), '2026-05-01')).to.deep.equal({ value: '2026-05-01' });
    expect(read(instant(), '2026-05-01T12:00')).to.deep.equal({ value: '2026-05-01T10:00:00.000Z' });
    expect(read(choice(['a', 'b']), 'b')).to.deep.equal({ value: 'b' });
    expect(read(tags(), 'vip, fair 2026,,vip')).to.deep.equal({ value: ['vip', 'fair 2026', 'vip'] });
    expect(
      read(
        reference(() => ({ id: 'a.b' })),
        'an id',
      ),
    ).to.deep.equal({ value: 'an id' });
    expect(read(user(), 'an id')).to.deep.equal({ value: 'an id' });
    expect(read(checkbox({ default: false }), 'true')).to.deep.equal({ value: true });
  });

  it('takes an unticked box for no, and an unknown one for nothing', () => {
    expect(read(checkbox({ default: true }), undefined)).to.deep.equal({ value: false });
    expect(read(checkbox(), '')).to.deep.equal({ value: null });
    expect(read(checkbox(), 'false')).to.deep.equal({ value: false });
    expect(read(checkbox(), 'maybe')).to.deep.equal({ problem: 'form.problem.choose' });
  });

  it('takes an empty field for no value, the default, or a question left open', () => {
    expect(read(text(), '  ')).to.deep.equal({ value: null });
    expect(read(text({ required: true }), '')).to.deep.equal({ problem: 'form.problem.required' });
    expect(read(integer({ default: 3 }), '')).to.deep.equal({ value: 3 });
    expect(read(integer({ filled: true }), '')).to.deep.equal({ isLeftOut: true });
    expect(read(tags(), undefined)).to.deep.equal({ value: [] });
  });

  it('names what cannot be read', () => {
    expect(read(integer(), 'many')).to.deep.equal({ problem: 'form.problem.number' });
    expect(read(integer(), '1,5')).to.deep.equal({ problem: 'form.problem.whole' });
    expect(read(money({ currencyField: 'c' }), 'a lot')).to.deep.equal({ problem: 'form.problem.amount' });
    expect(read(instant(), 'noon')).to.deep.equal({ problem: 'form.problem.moment' });
  });

  it('puts values of the workspace’s own fields below custom', () => {
    const budget = customScreenField(customField('budget', { ...integer(), kind: 'money' }));
    const segment = customScreenField(customField('segment', makeField('tags', z.array(z.string()), {})));
    const typed = { 'custom.budget': '12,50', 'custom.segment': ['A', 'B'], name: 'Ada' };
    const form = readForm([ownScreenField('name', text()), budget, segment], typed, () => dutch);
    expect(form).to.deep.equal({
      input: { name: 'Ada', custom: { budget: 1250, segment: ['A', 'B'] } },
      problems: {},
    });
  });

  it('gives back what it shows, for every kind', () => {
    const values: readonly (readonly [Field, unknown])[] = [
      [text(), 'Ada'],
      [integer(), -12],
      [decimal(), 1234.5],
      [money({ currencyField: 'c' }), 123456],
      [day(), '2026-02-28'],
      [instant(), '2026-10-25T00:30:00.000Z'],
      [checkbox(), true],
      [tags(), ['a', 'b c']],
      [choice(['a', 'b']), 'a'],
    ];
    for (const [field, value] of values) {
      const shown = inputText(ownScreenField('x', field), value, dutch);
      expect(read(field, shown), field.kind).to.deep.equal({ value });
    }
  });

  it('sees which fields were changed since the form was opened', () => {
    const fields = [
      ownScreenField('name', text()),
      ownScreenField('notes', longText()),
      ownScreenField('labels', tags()),
    ];
    const typed = {
      name: 'Ada',
      'was.name': 'Ada',
      notes: 'a\r\nb',
      'was.notes': 'a\nb',
      labels: 'x',
      'was.labels': '',
    };
    expect(changedFields(fields, typed).map(({ name }) => name)).to.deep.equal(['labels']);
    expect(joined(['b', 'a'])).to.equal(joined(['a', 'b']));
  });

  it('keeps texts only, whatever was sent', () => {
    const typed = typedFrom({ a: 'x', b: ['y', 1, 'z'], c: { d: 'e' }, __proto__: { f: 'g' } });
    expect({ ...typed }).to.deep.equal({ a: 'x', b: ['y', 'z'] });
    expect(typedFrom(null)).to.be.empty;
  });

  it('reads an amount in the currency beside it, then the record’s, then the workspace’s', () => {
    const fields = {
      valueMinor: money({ currencyField: 'currency' }),
      currency: currency({ default: 'USD' }),
    };
    const field = ownScreenField('valueMinor', fields.valueMinor);
    const currencyWith = (sources: Parameters<typeof readingFor>[3], resource: object = { fields }) =>
      readingFor(resource as { fields: typeof fields }, dutch.region, 'EUR', sources)(field).currency;
    expect(currencyWith({ typed: { currency: 'JPY' }, record: { currency: 'GBP' } })).to.equal('JPY');
    expect(currencyWith({ typed: { currency: 'nonsense' }, record: { currency: 'GBP' } })).to.equal('GBP');
    expect(currencyWith({})).to.equal('USD');
    expect(currencyWith({}, { fields: { valueMinor: fields.valueMinor } })).to.equal('EUR');
  });
});

function customField(key: string, field: Field): CustomField {
  return {
    ...{ id: key, resource: 'a.b', key, label: key, help: null, kind: 'money', required: false, choices: [] },
    ...{ target: null, position: 0, isArchived: false, field },
  };
}
