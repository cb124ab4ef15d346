import type { IncomingMessage } from 'node:http';
import { expect } from 'chai';
import type { Request, Response } from 'express';
import { safeReturn, withParameters } from './addresses.ts';
import { leaveNotice, takeNotice } from './notice.ts';
import { readCookie } from './read-cookie.ts';

const asked = (cookie: string) => ({ headers: { cookie } }) as unknown as Request & IncomingMessage;

function answer() {
  const cookies: string[] = [];
  const response = { append: (_name: string, value: string) => cookies.push(value) } as unknown as Response;
  return { response, cookies };
}

describe('screens: addresses', () => {
  it('leads back only to pages of a workspace', () => {
    expect(safeReturn('/w/a/crm/contacts?q=x')).to.equal('/w/a/crm/contacts?q=x');
    for (const path of [
      'https://evil.example',
      '//evil.example',
      '/w//evil.example',
      '/w/\\evil',
      '/sign-out',
      'javascript:1',
      '',
      7,
      null,
    ]) {
      expect(safeReturn(path), String(path)).to.equal(null);
    }
  });

  it('writes parameters so that one can read them, and leaves out what is empty', () => {
    const address = withParameters('/w/a/crm/deals', { 'filter[status][in]': 'won,lost', q: null, sort: '' });
    expect(address).to.equal('/w/a/crm/deals?filter[status][in]=won,lost');
    expect(withParameters('/w/a', {})).to.equal('/w/a');
    expect(withParameters('/w/a', { q: 'a&b=c#d' })).to.equal('/w/a?q=a%26b%3Dc%23d');
  });
});

describe('screens: notices', () => {
  it('carries one sentence to the next page and no further', () => {
    const left = answer();
    leaveNotice(left.response, 'Ada was saved; “ok”', '/w/a/crm/contacts/1/restoration');
    const [cookie = ''] = left.cookies;
    expect(cookie).to.include('HttpOnly').and.to.include('SameSite=Lax');
    const taken = answer();
    const notice = takeNotice(asked(cookie.split(';')[0] ?? ''), taken.response);
    expect(notice).to.deep.equal({ text: 'Ada was saved; “ok”', undo: '/w/a/crm/contacts/1/restoration' });
    expect(taken.cookies[0]).to.include('Max-Age=0');
  });

  it('takes nothing that it would not have written', () => {
    const forged = [
      '{"text":"x","undo":"https://evil.example"}',
      '{"text":"x","undo":"/w/a/../../sign-out?x"}',
      '{"text":5}',
      'not json',
      '%E0%A4%A',
    ];
    for (const value of forged) {
      expect(
        takeNotice(
          asked(`notice=${value.startsWith('%') ? value : encodeURIComponent(value)}`),
          answer().response,
        ),
        value,
      ).to.equal(null);
    }
    expect(takeNotice(asked('other=1'), answer().response)).to.equal(null);
  });

  it('reads one cookie among others', () => {
    expect(readCookie(asked('a=1; theme=dark; b=x=y'), 'theme')).to.equal('dark');
    expect(readCookie(asked('a=1; b=x=y'), 'b')).to.equal('x=y');
    expect(readCookie(asked('theme'), 'theme')).to.equal(null);
  });
});
