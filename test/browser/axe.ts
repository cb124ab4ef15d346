import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { putOn, schemes } from './pictures.ts';

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

const guidelines = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What keeps people out, by WCAG 2.2 AA: everything in light colours, in dark ones what colours can break. */
export async function barriersOn(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const barriers: string[] = [];
  for (const scheme of schemes) {
    await putOn(page, scheme);
    const only =
      scheme === 'light' ? { type: 'tag', values: guidelines } : { type: 'rule', values: ['color-contrast'] };
    barriers.push(...(await run(page, only)).map((barrier) => `${scheme}: ${barrier}`));
  }
  await putOn(page, 'light');
  return barriers;
}

async function run(page: Page, runOnly: object): Promise<string[]> {
  // Style sheets are our own and there are no frames: nothing is fetched anew for the look at a page.
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'], preload: false, iframes: false });
  const found = await page.evaluate<Violation[]>(
    `axe.run(document, ${options}).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`,
    ),
  );
}
