import { expect } from 'chai';
import { bareDomain, domainPattern } from './bare-domain.ts';
import { ownDomain } from './own-domain.ts';

describe('crm: domains', () => {
  it('brings every way of writing one into the same form', () => {
    const written = ['acme.com', 'ACME.com', 'www.acme.com', 'https://acme.com', 'http://www.acme.com/a?b#c'];
    for (const one of [...written, 'acme.com:8080', 'acme.com.'])
      expect(bareDomain(one), one).to.equal('acme.com');
  });

  it('knows a domain when it sees one, in any alphabet', () => {
    for (const one of ['acme.com', 'shop.acme.co.uk', 'bücher.example', 'пример.рф']) {
      expect(domainPattern.test(one), one).to.equal(true);
    }
    for (const one of ['acme', 'a b.com', '', '.com', 'acme.', 'acme..com', 'a@b.com']) {
      expect(domainPattern.test(one), one).to.equal(false);
    }
  });

  it('tells the domain of an address, unless many share it', () => {
    expect(ownDomain('ada@engines.example')).to.equal('engines.example');
    expect(ownDomain('https://www.engines.example/about')).to.equal('engines.example');
    for (const one of [
      'ada@gmail.com',
      'https://linkedin.com/company/acme',
      '',
      null,
      undefined,
      'nothing',
    ]) {
      expect(ownDomain(one), String(one)).to.equal(null);
    }
  });
});
