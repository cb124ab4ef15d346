/** `npm run docs:config`: writes the reference page of the configuration. */
import { writeFile } from 'node:fs/promises';
import { configurationPage } from '../config/reference-page.ts';

const page = new URL('../docs/operators/configuration.md', import.meta.url);

await writeFile(page, configurationPage());
