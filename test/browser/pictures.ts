import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { packageRoot } from '../../core/package-root.ts';
import { keysLeftIn } from './untranslated.ts';

export const desktop = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };
const sizes = { desktop, phone };
export const schemes = ['light', 'dark'] as const;
type Scheme = (typeof schemes)[number];

const settled = `Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
  .then(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))))`;

const folder = () => join(packageRoot(), 'test-results', 'screenshots');

/** Pictures are for people to look at, and cost more than all else here: GUILDHALL_PICTURES=1 keeps them. */
const keepsPictures = process.env.GUILDHALL_PICTURES === '1';

/** Looks at the page on a desktop and on a phone; the pictures, if any, are taken in light and in dark. */
export async function look(page: Page, name: string): Promise<void> {
  if (keepsPictures) mkdirSync(folder(), { recursive: true });
  expect(keysLeftIn(await page.innerText('body')), `untranslated on ${name}`).to.deep.equal([]);
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    await expectNoSidewaysScroll(page, `${name} on ${size}`);
    if (keepsPictures) await takePictures(page, `${name}-${size}`);
  }
  await page.setViewportSize(desktop);
}

async function takePictures(page: Page, name: string): Promise<void> {
  for (const scheme of schemes) {
    await putOn(page, scheme);
    await takePicture(page, `${name}-${scheme}`);
  }
  await putOn(page, 'light');
}

/** What was on the screen when a test failed. */
export async function keepFailure(page: Page, whose: string): Promise<void> {
  mkdirSync(folder(), { recursive: true });
  await takePicture(page, `failed-${whose}`);
}

async function takePicture(page: Page, name: string): Promise<void> {
  const path = join(folder(), `${name}.jpg`);
  await page.screenshot({ path, type: 'jpeg', quality: 70, animations: 'disabled' });
}

/** Colours change when the browser's wish does; they are there once the next frame is drawn. */
export async function putOn(page: Page, scheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await page.locator(`html[data-bs-theme="${scheme}"]`).waitFor({ state: 'attached' });
  await page.evaluate(settled);
}

async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const widths = '[document.documentElement.scrollWidth, innerWidth]';
  const [content = 0, window = 0] = await page.evaluate<number[]>(widths);
  expect(content, `width of ${where}`).to.be.at.most(window);
}
