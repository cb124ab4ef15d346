import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';

const shortest = 10;
const longest = 256;

/** Argon2id as OWASP's password storage cheat sheet has it: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What is tried first, at ten letters or more. */
const common = new Set(
  `1234567890 0123456789 12345678910 123456789a 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc q1w2e3r4t5 q1w2e3r4t5y6
   qwertyuiop qwerty12345 qwerty123456 qwerty1234 qazwsxedcrfv asdfghjkl1 zxcvbnm123 abcdefghij abcd123456
   password12 password123 password1234 password12345 passwordpassword mypassword changeme123 letmein123
   welcome123 welcome1234 iloveyou12 iloveyou123 iloveyouuu administrator admin12345 admin123456 adminadmin
   football123 baseball123 basketball superman123 princess123 sunshine123 monkey12345 dragon12345 liverpool1
   manchester michelle123 computer123 internet123 trustno1trustno1 guildhall1 guildhall12 guildhall123
   correcthorsebatterystaple 0987654321 9876543210 1111111111 0000000000 1212121212 1122334455 123123123123
   aaaaaaaaaa p@ssw0rd123 p@ssword123 passw0rd123 secret1234 master12345 starwars123`.split(/\s+/),
);

/** No rules about kinds of letters: they make passwords worse. Long, and not the first guess. */
export const newPassword = z
  .string('Enter a password.')
  .min(shortest, `Use at least ${shortest} characters. A few words in a row are easy to remember.`)
  .max(longest, `Use at most ${longest} characters.`)
  .refine(
    (password) => !common.has(password.toLowerCase()),
    'Everybody guesses this one first. Use another.',
  );

export function isGuessable(password: string, ...names: readonly string[]): boolean {
  const lower = password.toLowerCase();
  return names.some((name) => name !== '' && lower === name.toLowerCase());
}

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

let nobodysHash: Promise<string> | undefined;

/** Takes as long for an account that does not exist, or has no password, as for one that does. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  nobodysHash ??= hashPassword('the password of nobody');
  const isRight = await verify(stored ?? (await nobodysHash), password.slice(0, longest).normalize('NFKC'));
  return isRight && stored !== null && password.length <= longest;
}
