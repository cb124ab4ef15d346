import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Published {
  readonly archive: Buffer;
  /** What the registry says of it, where that is not the truth. */
  readonly dist?: Readonly<Record<string, unknown>>;
}

export interface RegistryServer {
  readonly url: string;
  /** Makes a version of a package known. */
  publish(name: string, version: string, published: Published): void;
  /** What was asked for, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** A registry that speaks npm's protocol, on this machine alone. */
export async function startRegistry(): Promise<RegistryServer> {
  const packages = new Map<string, Map<string, Published>>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '/');
    asked.push(path);
    const [, file = ''] = path.split('/-/');
    const name = path.split('/-/')[0]?.slice(1) ?? '';
    const versions = packages.get(name);
    if (!versions) return void response.writeHead(404).end('{"error":"Not found"}');
    if (file) return void response.end(versions.get(file.replace(/^.*-(?=\d)|\.tgz$/g, ''))?.archive);
    response.setHeader('content-type', 'application/vnd.npm.install-v1+json');
    response.end(JSON.stringify(packument(url(), name, versions)));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url(),
    asked,
    publish(name, version, published) {
      packages.set(name, (packages.get(name) ?? new Map()).set(version, published));
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

function packument(url: string, name: string, versions: ReadonlyMap<string, Published>) {
  const plain = name.split('/').at(-1);
  const all = [...versions].map(([version, { archive, dist }]) => {
    const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
    const shasum = createHash('sha1').update(archive).digest('hex');
    const told = { tarball: `${url}/${name}/-/${plain}-${version}.tgz`, integrity, shasum, ...dist };
    return [version, { name, version, dist: told }];
  });
  return { name, 'dist-tags': { latest: all.at(-1)?.[0] }, versions: Object.fromEntries(all) };
}
