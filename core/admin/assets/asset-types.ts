const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

const texts = new Set(['.css', '.js', '.mjs', '.json', '.svg']);

/** The type of what may be served, by the end of its name; anything else is not. */
export function assetType(extension: string): string | undefined {
  return Object.hasOwn(types, extension) ? types[extension] : undefined;
}

export function isTextAsset(extension: string): boolean {
  return texts.has(extension);
}
