/** `npm run docs:sdk`: writes docs/plugins/reference.md from the SDK's docstrings. */
import { writeFile } from 'node:fs/promises';
import { readSdk } from './sdk-reference/read-sdk.ts';
import { referencePage } from './sdk-reference/reference-page.ts';

const target = new URL('../docs/plugins/reference.md', import.meta.url);
await writeFile(target, referencePage(readSdk()));
