import { expect } from 'chai';
import { safeNext } from './safe-next.ts';

const elsewhere = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '/\\/evil.example',
  '\\\\evil.example',
  'https://evil.example',
  'https:evil.example',
  'http:///evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/%09/evil.example/../..//evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
  '/./\\evil.example',
  'evil.example',
  '@evil.example',
  '/\u2028/evil.example',
  '/\u3002evil.example',
  '',
  `/${'x'.repeat(2_000)}`,
  undefined,
  null,
  ['/w/acme'],
  { toString: () => '/w/acme' },
];

describe('http: where to go after signing in', () => {
  for (const given of elsewhere) {
    it(`is not ${JSON.stringify(given)?.slice(0, 60)}`, () => {
      const url = new URL(safeNext(given), 'https://ours.example');
      expect(url.origin).to.equal('https://ours.example');
      expect(url.pathname).not.to.match(/^\/\//);
    });
  }

  it('is a page of ours with its question', () => {
    for (const path of [
      '/',
      '/w/acme',
      '/w/acme/crm/contacts?filter[status]=lead&q=a%20b',
      '/admin/plugins#x',
    ]) {
      expect(safeNext(path)).to.equal(path);
    }
  });

  it('is not signing in or out again', () => {
    expect(safeNext('/sign-in?next=/w/acme')).to.equal('/');
    expect(safeNext('/sign-out')).to.equal('/');
  });
});
