import { expect } from 'chai';
import type { Browser, Locator, Page, WebSocket } from 'playwright-core';
import type { Person } from '../person.ts';
import type { Product } from '../product.ts';

/** What the steps of the job share. Filled before the first of them. */
export interface Job {
  product: Product;
  browser: Browser;
  ada: Person;
  grace: Person;
  /** The secret of the API key, once there is one. */
  key: string;
}

export const password = 'brass gears turning slowly';
export const home = '/w/engines-co';
export const contacts = `${home}/crm/contacts`;
export const board = `${home}/crm/deals/board`;
/** How soon others must see a change. */
const liveWithin = 2_000;

/** Waits until the words can be seen. */
export function shows(page: Page, words: string | RegExp): Promise<void> {
  return page.getByText(words).filter({ visible: true }).first().waitFor();
}

export function row({ page }: Person, title: string): Locator {
  return page.locator('#rows tr[data-key]').filter({ hasText: title });
}

export async function hasRows({ page }: Person, count: number): Promise<void> {
  const rows = page.locator('#rows tr[data-key]');
  await rows.nth(count - 1).waitFor();
  await rows.nth(count).waitFor({ state: 'detached' });
}

export function titles({ page }: Person): Promise<string[]> {
  return page.locator('#rows .record-link > span:last-child').allInnerTexts();
}

/** Opens a page and remembers that it was opened, for `seesLive`; waits until it follows what others do. */
export async function stayOn({ page }: Person, address: string): Promise<void> {
  const joined = nextJoin(page);
  await page.goto(address);
  await page.evaluate('window.wasHereBefore = true');
  await joined;
}

/** Whichever connection it is that joins: the page before may have opened another just now. */
function nextJoin(page: Page): Promise<void> {
  return new Promise((resolve) => {
    const listen = (socket: WebSocket) =>
      socket.on('framereceived', ({ payload }) => {
        if (!String(payload).includes('"ok":true')) return;
        page.off('websocket', listen);
        resolve();
      });
    page.on('websocket', listen);
  });
}

/** Seen soon, and without the page being loaded again. */
export async function seesLive({ page }: Person, what: Locator): Promise<void> {
  await what.waitFor({ timeout: liveWithin });
  expect(await page.evaluate('window.wasHereBefore'), 'the same page as before').to.equal(true);
}
