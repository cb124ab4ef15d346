import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { assetType, isTextAsset } from './asset-types.ts';
import { filesIn } from './files-in.ts';
import { vendorFiles } from './vendor-files.ts';

export interface Asset {
  readonly body: Buffer;
  readonly type: string;
  /** Is it text that gets smaller when compressed? */
  readonly isText: boolean;
}

/** Everything a page may load, in memory, under one address that changes when any of it changes. */
export interface AssetBundle {
  /** Names the whole in addresses: `/assets/<hash>/app.css`. */
  readonly hash: string;
  get(name: string): Asset | undefined;
}

/**
 * Gather the assets of the themes, the nearest first. All style sheets in `assets/css` become one,
 * `app.css`, in the order of their names, a parent theme's before its child's.
 */
export function readAssets(themes: readonly string[]): AssetBundle {
  const assets = new Map<string, Asset>();
  for (const [name, file] of vendorFiles()) addFile(assets, name, file);
  for (const theme of [...themes].reverse()) {
    for (const [name, file] of filesIn(join(theme, 'assets'))) addFile(assets, name, file);
  }
  assets.set('app.css', { body: styleSheet(themes), type: assetType('.css') ?? '', isText: true });
  return { hash: hashOf(assets), get: (name) => assets.get(name) };
}

/** Takes a file in, if it is of a type that pages load. */
export function addFile(assets: Map<string, Asset>, name: string, file: string): void {
  const extension = extname(name);
  const type = assetType(extension);
  if (!type) return;
  const isText = isTextAsset(extension);
  assets.set(name, { body: withoutSourceMap(readFileSync(file), isText), type, isText });
}

/** We do not serve the maps, so nobody should ask for them. */
function withoutSourceMap(body: Buffer, isText: boolean): Buffer {
  if (!isText) return body;
  return Buffer.from(body.toString('utf8').replace(/\n?(\/\/|\/\*)# sourceMappingURL=.*$/s, ''));
}

function styleSheet(themes: readonly string[]): Buffer {
  const sheets = [...themes].reverse().flatMap((theme) =>
    filesIn(join(theme, 'assets'))
      .filter(([name]) => name.startsWith('css/') && name.endsWith('.css'))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, file]) => readFileSync(file, 'utf8')),
  );
  return Buffer.from(sheets.join('\n'));
}

/** Changes when any name or content does. */
export function hashOf(assets: ReadonlyMap<string, Asset>): string {
  const hash = createHash('sha256');
  for (const name of [...assets.keys()].sort()) {
    hash
      .update(name)
      .update('\0')
      .update(assets.get(name)?.body ?? '');
  }
  return hash.digest('base64url').slice(0, 12);
}
