import { badArchive } from './archive-limits.ts';

const longest = 400;
const odd = /[\\:*?"<>|]/;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * Where an entry of an npm package lies, below its first folder (`package/`).
 * @throws InvalidInput when it leads elsewhere or has a name that some system reads differently
 */
export function entryPath(name: string): string {
  const quoted = JSON.stringify(name.slice(0, 120));
  if (name.length > longest) throw badArchive(`The archive holds a path that is too long: ${quoted}.`);
  if (odd.test(name) || [...name].some((sign) => sign < ' '))
    throw badArchive(`The archive holds a name with odd characters: ${quoted}.`);
  if (name.startsWith('/')) throw badArchive(`The archive holds an absolute path: ${quoted}.`);
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) throw badArchive(`The archive holds a path that leads out of it: ${quoted}.`);
  if (parts.some((part) => reserved.test(part) || /[. ]$/.test(part))) {
    throw badArchive(`The archive holds a name that not every system can write: ${quoted}.`);
  }
  return parts.slice(1).join('/');
}
