import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** `npm test` names the browser it found, and says it loudly when there is none. */
export function chromiumPath(): string | undefined {
  const path = process.env.GUILDHALL_CHROMIUM ?? '/usr/bin/chromium';
  return existsSync(path) ? path : undefined;
}

/** `describe` for what needs a browser; where there is none its title says so in the report. */
export function describeInBrowser(title: string, body: () => void): void {
  if (chromiumPath()) describe(title, body);
  else describe.skip(`${title} (NO CHROMIUM HERE: set GUILDHALL_CHROMIUM to its path)`, body);
}

export function openChromium(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error('There is no Chromium. Set GUILDHALL_CHROMIUM to its path.');
  return chromium.launch({ executablePath, args: quiet });
}
