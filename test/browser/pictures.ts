import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { packageRoot } from '../../core/package-root.ts';
import { keysLeftIn } from './untranslated.ts';

export const desktop = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };
const sizes = { desktop, phone };
const schemes = ['light', 'dark'] as const;

const folder = () => join(packageRoot(), 'test-results', 'screenshots');

/** Looks at the page as four people do (desktop and phone, light and dark) and keeps the pictures. */
export async function look(page: Page, name: string): Promise<void> {
  mkdirSync(folder(), { recursive: true });
  expect(keysLeftIn(await page.innerText('body')), `untranslated on ${name}`).to.deep.equal([]);
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    await expectNoSidewaysScroll(page, `${name} on ${size}`);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.screenshot({
        path: join(folder(), `${name}-${size}-${colorScheme}.jpg`),
        type: 'jpeg',
        quality: 70,
      });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(desktop);
}

/** What was on the screen when a test failed. */
export async function keepFailure(page: Page, whose: string): Promise<void> {
  mkdirSync(folder(), { recursive: true });
  await page.screenshot({ path: join(folder(), `failed-${whose}.jpg`), type: 'jpeg', quality: 70 });
}

async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const widths = '[document.documentElement.scrollWidth, innerWidth]';
  const [content = 0, window = 0] = await page.evaluate<number[]>(widths);
  expect(content, `width of ${where}`).to.be.at.most(window);
}
