import { findProgram } from './find-program.ts';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The browser for the browser tests; root on Debian gets it installed when it is missing. */
export function findChromium(say: (message: string) => void): string | undefined {
  return process.env.GUILDHALL_CHROMIUM || findProgram({ places, package: 'chromium' }, say);
}
