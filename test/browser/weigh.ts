import type { Browser, Page } from 'playwright-core';

/** How many bytes a page needs over the network when nothing of it was ever loaded, as they travel: compressed. */
export async function weigh(browser: Browser, as: Page, address: string): Promise<number> {
  const storageState = await as.context().storageState();
  const context = await browser.newContext({ storageState });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  await page.goto(new URL(address, as.url()).href);
  await page.waitForLoadState('networkidle');
  await context.close();
  return bytes;
}
