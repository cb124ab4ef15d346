/** `npm run screenshots`: takes the pictures of the README from the running product, filled with made-up customers. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { packageRoot } from '../core/package-root.ts';
import { openChromium } from '../test/browser/chromium.ts';
import { firstRun } from '../test/browser/first-run.ts';
import { join as joinWorkspace } from '../test/browser/join.ts';
import { putOn } from '../test/browser/pictures.ts';
import { startProduct } from '../test/browser/product.ts';
import { sessionCaller } from '../test/browser/session-caller.ts';
import { fillWorkspace } from './screenshots/fill-workspace.ts';

const owner = {
  name: 'Clara Winther',
  email: 'clara@harbour.example',
  password: 'lanterns over the quay',
  workspaceName: 'Harbour Studio',
};
const colleague = {
  name: 'Jannik Brandt',
  email: 'jannik@harbour.example',
  password: 'ropes along the pier',
};
const slug = 'harbour-studio';
const wide = { width: 1440, height: 900 };
const desktop = { width: 1440, height: 760 };
const phone = { width: 390, height: 844 };

const folder = join(packageRoot(), 'docs', 'images');

async function takePictures(browser: Browser, origin: string, firstPage: string): Promise<void> {
  const context = await browser.newContext({
    ...{ baseURL: origin, viewport: wide, locale: 'en-GB', timezoneId: 'Europe/Berlin' },
    reducedMotion: 'reduce',
  });
  await firstRun(context, firstPage, owner);
  const other = await browser.newContext();
  await joinWorkspace(context, `${origin}/w/${slug}`, other, colleague);
  const caller = sessionCaller(context, origin, slug);
  await fillWorkspace([caller, sessionCaller(other, origin, slug)]);
  const [contact] = await caller.read('contacts?q=Lindqvist&fields=id');
  const page = await context.newPage();
  await take(page, 'board', 'crm/deals/board');
  await putOn(page, 'dark');
  await take(page, 'dark', 'crm/deals/board');
  await putOn(page, 'light');
  await page.setViewportSize(desktop);
  await take(page, 'list', 'crm/contacts?sort=name');
  await take(page, 'record', `crm/contacts/${contact?.id}`);
  await page.setViewportSize(phone);
  await take(page, 'phone', 'crm/deals/board');
}

async function take(page: Page, name: string, path: string): Promise<void> {
  await page.goto(`/w/${slug}/${path}`);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}

mkdirSync(folder, { recursive: true });
const [product, browser] = await Promise.all([startProduct(), openChromium()]);
try {
  await takePictures(browser, product.origin, product.firstPage);
} finally {
  await browser.close();
  await product.stop();
}
