import { expect } from 'chai';
import { hashPassword, isGuessable, isPassword, newPassword } from './password.ts';

describe('users: passwords', () => {
  it('are kept as argon2id with the recommended cost', async () => {
    expect(await hashPassword('a long enough phrase')).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('match themselves and nothing else', async () => {
    const stored = await hashPassword('a long enough phrase');
    expect(await isPassword('a long enough phrase', stored)).to.equal(true);
    expect(await isPassword('a long enough phrasE', stored)).to.equal(false);
    expect(await isPassword('', stored)).to.equal(false);
  });

  it('match however the keyboard composes their letters', async () => {
    expect(await isPassword('Zoe\u0308 goes home', await hashPassword('Zo\u00eb goes home'))).to.equal(true);
  });

  it('never match where there is none, the words for nobody included', async () => {
    expect(await isPassword('the password of nobody', null)).to.equal(false);
  });

  for (const [what, password] of [
    ['short', 'ninechars'],
    ['endless', 'x'.repeat(257)],
    ['common', 'Password123'],
  ]) {
    it(`are refused when ${what}`, () => {
      expect(newPassword.safeParse(password).success).to.equal(false);
    });
  }

  it('are taken when long, in any alphabet, with spaces', () => {
    for (const password of ['pass the salt please', 'пароль для входа', '密码'.repeat(5), 'x'.repeat(256)]) {
      expect(newPassword.safeParse(password).success, password).to.equal(true);
    }
  });

  it('may not be the address or the name of their owner', () => {
    expect(isGuessable('Ada@Example.org', 'ada@example.org', 'Ada')).to.equal(true);
    expect(isGuessable('something else', 'ada@example.org', '')).to.equal(false);
  });
});
