/** `npm run surface`: writes test/surface/<plugin>.md, what each plugin of the repository offers and asks for. */
import { writeFile } from 'node:fs/promises';
import { bootTestApp } from '../core/testing/boot-test-app.ts';
import { surfaceReport } from '../core/testing/surface/surface-report.ts';
import { shippedPlugins } from '../test/contract/shipped-plugins.ts';

const plugins = await shippedPlugins();
const app = await bootTestApp({ plugins });
for (const id of plugins) {
  await writeFile(new URL(`../test/surface/${id}.md`, import.meta.url), await surfaceReport(app, id));
}
await app.stop();
process.exit(0);
