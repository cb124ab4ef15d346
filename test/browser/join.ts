import type { BrowserContext } from 'playwright-core';

/** Invites somebody, who accepts at once: their browser is signed in afterwards. */
export async function join(
  owner: BrowserContext,
  home: string,
  guest: BrowserContext,
  { email, ...rest }: { email: string; name: string; password: string },
): Promise<void> {
  const { origin } = new URL(home);
  const page = await owner.request.post(`${home}/settings/members/invitations`, {
    form: { email, role: 'member' },
    headers: { origin },
  });
  const [link] = /https?:\/\/[^\s<"]+\/invitations\/[\w-]+/.exec(await page.text()) ?? [];
  if (!link) throw new Error(`There is no invitation for ${email}: ${page.status()}.`);
  const region = { timezone: 'Europe/Berlin', locale: 'en-GB' };
  const answer = await guest.request.post(link, {
    form: { ...rest, ...region },
    headers: { origin },
    maxRedirects: 0,
  });
  if (answer.status() !== 303) throw new Error(`${email} could not join: ${answer.status()}.`);
}
