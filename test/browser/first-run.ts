import type { BrowserContext } from 'playwright-core';

export interface Owner {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly workspaceName: string;
}

const region = { currency: 'EUR', timezone: 'Europe/Berlin', locale: 'en-GB', modules: 'crm' };

/** Answers the first-run page without looking at it; the browser is signed in as the owner afterwards. */
export async function firstRun(context: BrowserContext, firstPage: string, owner: Owner): Promise<void> {
  const { origin, searchParams } = new URL(firstPage);
  const answer = await context.request.post(`${origin}/setup`, {
    form: { ...region, ...owner, token: searchParams.get('token') ?? '' },
    headers: { origin },
    maxRedirects: 0,
  });
  if (answer.status() !== 303) throw new Error(`The first run failed with ${answer.status()}.`);
}
