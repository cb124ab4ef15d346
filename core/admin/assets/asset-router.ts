import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type NextFunction, type Response, Router } from 'express';
import type { Asset, AssetBundle } from './asset-bundle.ts';

type Encoding = 'br' | 'gzip' | 'identity';
type Packed = Promise<Buffer>;

const forEver = 'public, max-age=31536000, immutable';

/**
 * Serves `/:hash/<name>`, and `/plugins/:plugin/:hash/<name>`. An address names its content, so browsers keep
 * it for ever; each asset is compressed once, at its first request. An old hash gets today's file, to be asked
 * for again. Names are looked up in what was read at the start: no request chooses a file.
 */
export function assetRouter(
  bundle: () => AssetBundle,
  pluginBundle: (plugin: string) => AssetBundle | undefined,
): Router {
  const packed = new WeakMap<Asset, Map<Encoding, Packed>>();
  const router = Router({ caseSensitive: true });
  router.get('/plugins/:plugin/:hash/*name', ({ params, headers }, response, next) =>
    serve(pluginBundle(params.plugin), { ...params, headers }, response, next),
  );
  router.get('/:hash/*name', ({ params, headers }, response, next) =>
    serve(bundle(), { ...params, headers }, response, next),
  );
  return router;

  async function serve(
    from: AssetBundle | undefined,
    { hash, name, headers }: Wanted,
    response: Response,
    next: NextFunction,
  ): Promise<void> {
    const asset = from?.get(name.join('/'));
    if (!asset) return next();
    const encoding = asset.isText ? encodingFor(headers) : 'identity';
    const body = await packOnce(packed, asset, encoding);
    answer(response, asset, { encoding, body, isCurrent: hash === from?.hash });
  }
}

interface Wanted {
  readonly hash: string;
  readonly name: readonly string[];
  readonly headers: IncomingHttpHeaders;
}

function encodingFor(headers: IncomingHttpHeaders): Encoding {
  const accepted = String(headers['accept-encoding'] ?? '');
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
}

function packOnce(known: WeakMap<Asset, Map<Encoding, Packed>>, asset: Asset, encoding: Encoding): Packed {
  const forms = known.get(asset) ?? new Map<Encoding, Packed>();
  known.set(asset, forms);
  const form = forms.get(encoding) ?? pack(asset.body, encoding);
  if (encoding === 'br' && !forms.has(encoding)) improve(forms, asset);
  forms.set(encoding, form);
  return form;
}

/** Brotli's best takes a second on the largest file for a sixth less: when the first page is there, the next is smaller. */
function improve(forms: Map<Encoding, Packed>, { body }: Asset): void {
  setTimeout(() => {
    const best = brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    best.then(
      () => forms.set('br', best),
      () => undefined,
    );
  }, 3_000).unref();
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** At most 40 ms, for the largest file. */
async function pack(body: Buffer, encoding: Encoding): Packed {
  if (encoding === 'identity') return body;
  if (encoding === 'gzip') return zip(body, { level: 9 });
  return brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
}

interface Answer {
  readonly encoding: Encoding;
  readonly body: Buffer;
  readonly isCurrent: boolean;
}

function answer(response: Response, asset: Asset, { encoding, body, isCurrent }: Answer): void {
  response.setHeader('Content-Type', asset.type);
  response.setHeader('Content-Length', body.length);
  response.setHeader('Cache-Control', isCurrent ? forEver : 'no-cache');
  if (asset.isText) response.setHeader('Vary', 'Accept-Encoding');
  if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding);
  response.end(body);
}
