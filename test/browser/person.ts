import type { Browser, BrowserContext, Page } from 'playwright-core';
import { desktop } from './pictures.ts';
import { type Watch, watchContext } from './watch.ts';

/** Somebody with a browser of their own: own cookies, own session, watched. */
export interface Person {
  readonly name: string;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watch: Watch;
}

const patience = 20_000;

export async function sitDown(browser: Browser, origin: string, name: string): Promise<Person> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: desktop,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(patience);
  const watch = await watchContext(context, origin);
  return { name, context, page: await context.newPage(), watch };
}
