import { expect } from 'chai';
import { choice, tags } from '../../sdk/fields/choice-fields.ts';
import { integer, money } from '../../sdk/fields/number-fields.ts';
import { text } from '../../sdk/fields/text-fields.ts';
import { day, instant } from '../../sdk/fields/time-fields.ts';
import type { Field, FieldKind } from '../../sdk/index.ts';
import { ownScreenField } from '../fields/screen-field.ts';
import { createTranslate } from '../translate.ts';
import { stateOfFilter } from './filter-editor.ts';
import { filtersIn, parameterName } from './filter-parameter.ts';
import { type FilterAnswer, filteredAddress } from './filtered-address.ts';
import { addressText, fromStart, isNarrowed, withParameter } from './list-parameters.ts';
import { relativeWords } from './relative-words.ts';
import { stateOf } from './state-of.ts';

const reading = { region: { locale: 'en-GB', timezone: 'Europe/Amsterdam' }, currency: 'EUR' };
const address = (query: string) => ({ path: '/w/a/crm/deals', parameters: new URLSearchParams(query) });
const answer = (given: Partial<FilterAnswer>): FilterAnswer => ({
  operator: 'is',
  values: [],
  preset: '',
  parameter: null,
  ...given,
});
const filtered = (field: Field, given: Partial<FilterAnswer>, query = '') => {
  const made = filteredAddress(address(query), ownScreenField('x', field), answer(given), reading);
  return made && addressText(made);
};

describe('screens: addresses of lists', () => {
  it('changes one thing and starts again from the first page', () => {
    const list = address('q=ada&sort=name&after=abc&limit=50');
    expect(addressText(withParameter(list, 'sort', '-name'))).to.equal('/w/a/crm/deals?q=ada&sort=-name');
    expect(addressText(withParameter(list, 'q', null))).to.equal('/w/a/crm/deals?sort=name');
    expect(addressText(fromStart(list))).to.equal('/w/a/crm/deals?q=ada&sort=name');
  });

  it('knows whether anything narrows the list', () => {
    expect(isNarrowed(address('sort=name&removed=true'))).to.equal(false);
    for (const query of ['q=a', 'filter[a]=b', 'where={}'])
      expect(isNarrowed(address(query)), query).to.equal(true);
  });

  it('reads the comparisons of an address', () => {
    const kinds: Record<string, FieldKind> = { status: 'choice', value: 'money', labels: 'tags' };
    const query = new URLSearchParams(
      'filter[status]=won&filter[value][gte]=100&filter[labels]=vip&filter[nope]=1&filter[status][odd]=1&q=x',
    );
    const found = filtersIn(query, (name) => kinds[name] ?? null);
    expect(found.map(({ field, operator, value }) => [field, operator, value])).to.deep.equal([
      ['status', 'is', 'won'],
      ['value', 'gte', '100'],
      ['labels', 'includes', 'vip'],
    ]);
    expect(parameterName('status', 'is', 'choice')).to.equal('filter[status]');
    expect(parameterName('status', 'in', 'choice')).to.equal('filter[status][in]');
    expect(parameterName('labels', 'includes', 'tags')).to.equal('filter[labels]');
  });
});

describe('screens: editing a filter', () => {
  it('writes what was entered in the way of an address', () => {
    expect(filtered(choice(['a', 'b']), { operator: 'in', values: ['a', 'b'] })).to.match(
      /filter\[x\]\[in\]=a,b$/,
    );
    expect(filtered(money({ currencyField: 'c' }), { operator: 'gte', values: ['1,250.50'] })).to.match(
      /filter\[x\]\[gte\]=125050$/,
    );
    expect(filtered(integer(), { operator: 'between', values: ['1', '20'] })).to.match(/=1,20$/);
    expect(filtered(text(), { operator: 'filled' })).to.match(/filter\[x\]\[empty\]=false$/);
    expect(filtered(tags(), { operator: 'includes', values: ['vip'] })).to.match(/filter\[x\]=vip$/);
    expect(filtered(day(), { preset: 'between:today,today+7d' })).to.include('between]=today,today%2B7d');
  });

  it('means whole days where moments are compared', () => {
    const both = filtered(instant(), { operator: 'between', values: ['2026-05-01', '2026-05-02'] });
    expect(decodeURIComponent(both ?? '')).to.include('2026-04-30T22:00:00.000Z,2026-05-02T21:59:59.000Z');
    const until = filtered(instant(), { operator: 'lte', values: ['2026-05-02'] });
    expect(decodeURIComponent(until ?? '')).to.include('2026-05-02T21:59:59.000Z');
  });

  it('takes the place of the filter it edits', () => {
    const made = filtered(
      choice(['a', 'b']),
      { operator: 'not', values: ['a'], parameter: 'filter[x][in]' },
      'filter[x][in]=a,b&q=z',
    );
    expect(made).to.equal('/w/a/crm/deals?q=z&filter[x][not]=a');
  });

  it('refuses what cannot be read, and ranges nobody offers', () => {
    expect(filtered(integer(), { operator: 'between', values: ['1'] })).to.equal(null);
    expect(filtered(integer(), { operator: 'is', values: ['many'] })).to.equal(null);
    expect(filtered(choice(['a']), { operator: 'in', values: [] })).to.equal(null);
    expect(filtered(day(), { preset: 'drop:everything', values: [] })).to.equal(null);
  });

  it('shows a filter as it was entered', () => {
    const state = (field: Field, query: string, parameter: string) =>
      stateOfFilter(ownScreenField('x', field), new URLSearchParams(query), parameter, reading);
    expect(state(money({ currencyField: 'c' }), 'filter[x][gte]=125050', 'filter[x][gte]')).to.deep.equal({
      operator: 'gte',
      values: ['1250.50'],
    });
    expect(state(choice(['a']), 'filter[x]=a', 'filter[x]')).to.deep.equal({ operator: 'in', values: ['a'] });
    expect(state(text(), 'filter[x][empty]=false', 'filter[x][empty]')).to.deep.equal({
      operator: 'filled',
      values: [],
    });
    expect(state(text(), '', '')).to.deep.equal({ operator: 'contains', values: [] });
  });

  it('puts relative times into words', () => {
    const translate = createTranslate(
      {
        'filter.today': 'today',
        'filter.relative.ago.d': { one: 'yesterday', other: '{count} days ago' },
        'filter.relative.ago.m': 'months',
        'filter.relative.ago.minutes': 'minutes',
      },
      'en',
    );
    expect(relativeWords(translate, 'today')).to.equal('today');
    expect(relativeWords(translate, 'today-7d')).to.equal('7 days ago');
    expect(relativeWords(translate, 'now-7m')).to.equal('minutes');
    expect(relativeWords(translate, 'today-7m')).to.equal('months');
    expect(relativeWords(translate, '2026-05-01')).to.equal(null);
  });

  it('gives the same state for the same row only', () => {
    expect(stateOf(['a', { b: 1 }])).to.equal(stateOf(['a', { b: 1 }]));
    expect(stateOf(['a'])).not.to.equal(stateOf(['b']));
  });
});
