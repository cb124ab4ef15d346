import { expect } from 'chai';
import { email, longText, phone, text, url } from './text-fields.ts';

function taken(
  field: { schema: { safeParse(value: unknown): { data?: unknown } } },
  value: unknown,
): unknown {
  return field.schema.safeParse(value).data;
}

function complaint(
  field: { schema: { safeParse(value: unknown): { error?: { issues: { message: string }[] } } } },
  value: unknown,
): string | undefined {
  return field.schema.safeParse(value).error?.issues[0]?.message;
}

describe('sdk: text fields', () => {
  it('takes text trimmed and refuses what is too long, and empty text where it is required', () => {
    expect(taken(text(), '  Ada ')).to.equal('Ada');
    expect(complaint(text({ max: 3 }), 'four')).to.equal('Use at most 3 characters.');
    expect(complaint(text({ required: true }), '   ')).to.equal('Fill this in.');
    expect(complaint(longText(), 'a\0b')).to.equal('Remove the invisible characters.');
  });

  it('is never empty when something fills it in, and may be empty otherwise', () => {
    expect(taken(text(), null)).to.equal(null);
    expect(complaint(text({ filled: true }), null)).to.equal('Enter text.');
  });

  it('brings text into one form before it judges it', () => {
    const code = text({
      normalise: (written) => written.toUpperCase(),
      pattern: { expression: /^[A-Z]+$/, message: 'Letters only.' },
    });
    expect(taken(code, ' abc')).to.equal('ABC');
    expect(complaint(code, 'a1')).to.equal('Letters only.');
  });

  it('judges a text of a million characters by its length alone', () => {
    const started = performance.now();
    for (const field of [url(), phone(), email(), text({ normalise: (written) => written.repeat(2) })]) {
      expect(complaint(field, 'a.'.repeat(500_000))).to.match(/^Use at most/);
    }
    expect(performance.now() - started).to.be.below(1_000);
  });

  it('adds https to a web address without a scheme, and keeps the others', () => {
    expect(taken(url(), 'acme.com')).to.equal('https://acme.com');
    expect(taken(url(), 'www.acme.com/about?x=1')).to.equal('https://www.acme.com/about?x=1');
    expect(taken(url(), 'acme.com:8080')).to.equal('https://acme.com:8080');
    expect(taken(url(), 'http://acme.com')).to.equal('http://acme.com');
  });

  it('refuses web addresses that could run or that lead nowhere', () => {
    for (const address of ['javascript:alert(1)', 'data:text/html,x.y', 'mailto:ada@acme.com', 'acme', '']) {
      expect(complaint(url(), address), address).to.match(/^Enter a web address/);
    }
  });

  it('takes phone numbers as people and other products write them', () => {
    const written = [
      '+31 20 123 4567',
      '(020) 1234567',
      '+1 (555) 123-4567 ext. 12',
      '020\u00a0123',
      '5551234x9',
    ];
    for (const number of written) expect(taken(phone(), number), number).to.equal(number);
    expect(complaint(phone(), '0800-FLOWERS')).to.match(/^Enter a phone number/);
  });

  it('stores e-mail addresses in lower case', () => {
    expect(taken(email(), ' Ada@Example.ORG ')).to.equal('ada@example.org');
    expect(complaint(email(), 'ada@')).to.match(/^Enter an e-mail address/);
  });
});
