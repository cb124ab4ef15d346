import { expect } from 'chai';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { type ApiAgent, apiAgent } from '../../core/testing/api-agent.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { givePasswords, password } from '../http/pages-app.ts';
import { openChromium } from './chromium.ts';
import { type Watch, watchContext } from './watch.ts';

type Role = 'admin' | 'member' | 'viewer';

export interface Made {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** The product with some deals, and people who look at their board. */
export interface BoardPages {
  readonly app: TestApp;
  readonly member: ApiAgent;
  /** The stages of the first pipeline, by name. */
  readonly stages: Readonly<Record<string, string>>;
  open(role: Role, options?: BrowserContextOptions): Promise<OpenBoard>;
  stop(): Promise<void>;
}

export interface OpenBoard {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly watch: Watch;
}

export async function bootBoardPages(): Promise<BoardPages> {
  const app = await bootTestApp({ plugins: ['crm'], env: { PLUGIN_START_TIMEOUT_MS: '30000' } });
  await givePasswords(app.runtime);
  const browser = await openChromium();
  const member = apiAgent(app, 'member');
  const { body } = await member.get('/api/crm/stages?sort=position');
  const stages = body.data as Made[];
  return {
    ...{ app, member },
    stages: Object.fromEntries(stages.map(({ name, id }) => [String(name), id])),
    open: (role, options) => openBoard(app, browser, role, options),
    async stop() {
      await browser.close();
      await app.stop();
    },
  };
}

async function openBoard(
  app: TestApp,
  browser: Browser,
  role: Role,
  options: BrowserContextOptions = {},
): Promise<OpenBoard> {
  const context = await browser.newContext({ viewport: { width: 1900, height: 900 }, ...options });
  const watch = await watchContext(context, app.url);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${app.url}/sign-in?next=/w/a/crm/deals/board`);
  await page.fill('input[name="email"]', app.workspaces.a.people[role].email);
  await page.fill('input[name="password"]', password);
  await page.click('main button[type="submit"]');
  await page.waitForURL('**/w/a/crm/deals/board');
  if (options.javaScriptEnabled !== false) await ready(page);
  return { page, context, watch };
}

/** The board listens to keys: one card takes part in the order of the Tab key. */
export function ready(page: Page): Promise<void> {
  return page.locator('.board-card[tabindex="0"]').first().waitFor();
}

export async function make(agent: ApiAgent, path: string, values: object): Promise<Made> {
  const { status, body } = await agent.post(`/api/crm/${path}`).send(values);
  expect(status, JSON.stringify(body)).to.equal(201);
  return body.data as Made;
}

export function column(page: Page, title: string): Locator {
  return page.locator(`[data-column][data-title="${title}"]`);
}

export function card(page: Page, title: string): Locator {
  return page.locator(`.board-card[data-title="${title}"]`);
}

/** The titles of a column's cards, from top to bottom. */
export function titlesIn(page: Page, title: string): Promise<string[]> {
  return column(page, title).locator('.board-card-title').allTextContents();
}

/** Wait until this is said to those who listen. */
export async function hear(page: Page, words: string): Promise<void> {
  const announcer = page.locator('#announcer');
  const heard = announcer.filter({ hasText: words }).waitFor({ state: 'attached' });
  await heard.catch(async () => expect(await announcer.textContent()).to.contain(words));
}

export function focused(page: Page): Promise<string> {
  return page.evaluate('document.activeElement.dataset.title ?? ""');
}

/** Drag a card by the mouse to a point of something else. */
export async function drag(
  page: Page,
  from: Locator,
  to: Locator,
  at: { x: number; y: number },
): Promise<void> {
  await from.hover();
  await page.locator('[data-draggable]').waitFor();
  const target = await to.boundingBox();
  if (!target) throw new Error('What to drag to cannot be seen.');
  await page.mouse.down();
  await page.mouse.move(target.x + at.x, target.y + at.y, { steps: 15 });
  // Cards that make room glide; what is dropped while they do lands where it was not meant to.
  await page.waitForTimeout(250);
  await page.mouse.move(target.x + at.x + 2, target.y + at.y + 2);
  await page.mouse.up();
}

/** Do something that moves a card, and wait for the server's word. */
export async function moving(page: Page, act: () => Promise<void>): Promise<number> {
  const answered = page.waitForResponse((answer) => answer.url().includes('/placement'));
  await act();
  return (await answered).status();
}

let numbered = 0;

/** Deals in a stage, the last one on top, with names that no other test has. */
export async function makeDeals(
  { member, stages }: BoardPages,
  stage: string,
  names: readonly string[],
): Promise<string[]> {
  numbered += 1;
  const titles = names.map((name) => `${name} ${numbered}`);
  for (const name of titles) {
    await make(member, 'deals', { name, stageId: stages[stage], valueMinor: 150_000 });
  }
  return titles;
}

/** How the deal of this name stands. */
export async function stageOf({ member }: BoardPages, name: string): Promise<Record<string, unknown>> {
  const { body } = await member.get(`/api/crm/deals?q=${encodeURIComponent(name)}&include=stageId`);
  const found = body.data.find((deal: { name: string }) => deal.name === name);
  return { stage: found?.stage?.title, status: found?.status, lostReason: found?.lostReason };
}
