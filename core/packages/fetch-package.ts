import { createHash } from 'node:crypto';
import semver from 'semver';
import { z } from 'zod';
import {
  Conflict,
  InvalidInput,
  NotFound,
  type OutboundAnswer,
  type OutboundRequest,
  Unavailable,
} from '../sdk/index.ts';
import { pluginLimits } from './archive/archive-limits.ts';

const spec = /^((?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*)(?:@([\w.^~><=*+-]{1,60}))?$/;

const packument = z.looseObject({
  'dist-tags': z.record(z.string(), z.string()).default({}),
  versions: z.record(
    z.string(),
    z.looseObject({
      dist: z.looseObject({
        tarball: z.string(),
        integrity: z.string().optional(),
        shasum: z.string().optional(),
      }),
    }),
  ),
});

export interface FetchedPackage {
  readonly archive: Buffer;
  /** `npm:@acme/fleet@1.2.0`. */
  readonly source: string;
}

/** Asks a server elsewhere; of the one way out. */
export type Ask = (request: OutboundRequest) => Promise<OutboundAnswer>;

/**
 * Fetches the archive of an npm package, `name` or `name@range`, and holds it to the checksum the registry
 * gives. Nothing of it is run.
 */
export async function fetchPackage(ask: Ask, registry: string, text: string): Promise<FetchedPackage> {
  const [, name, range = 'latest'] = spec.exec(text.trim()) ?? [];
  if (!name) {
    const message = 'Write the name of an npm package, such as @acme/fleet or @acme/fleet@1.2.0.';
    throw new InvalidInput([{ path: ['name'], message }]);
  }
  const url = `${registry}/${name.replace('/', '%2f')}`;
  const headers = { accept: 'application/vnd.npm.install-v1+json' };
  const answer = await ask({ url, headers, maxBytes: 30_000_000 });
  if (answer.status === 404) throw new NotFound(`The registry ${registry} has no package ${name}.`);
  if (answer.status !== 200) throw new Unavailable(`The registry ${registry} answered ${answer.status}.`);
  const { version, tarball, ...sums } = chooseVersion(name, range, parsePackument(answer.body, registry));
  const { status, body } = await ask({
    url: tarball,
    maxBytes: pluginLimits.packedBytes,
    timeoutMs: 120_000,
  });
  if (status !== 200) throw new Unavailable(`The registry ${registry} answered ${status} for the archive.`);
  checkIntegrity(name, body, sums);
  return { archive: body, source: `npm:${name}@${version}` };
}

function parsePackument(body: Buffer, registry: string): z.infer<typeof packument> {
  try {
    return packument.parse(JSON.parse(body.toString('utf8')));
  } catch (cause) {
    throw new Unavailable(`What ${registry} answered is no package of npm.`, {}, { cause });
  }
}

function chooseVersion(name: string, range: string, found: z.infer<typeof packument>) {
  const version = found['dist-tags'][range] ?? semver.maxSatisfying(Object.keys(found.versions), range);
  const dist = version ? found.versions[version]?.dist : undefined;
  if (!version || !dist) throw new NotFound(`${name} has no version ${range}.`);
  return { version, ...dist };
}

interface Sums {
  readonly integrity?: string | undefined;
  readonly shasum?: string | undefined;
}

/** The strongest checksum the registry gives must fit; an archive that it gives none for is not taken. */
function checkIntegrity(name: string, archive: Buffer, { integrity = '', shasum }: Sums): void {
  const given = integrity.split(/\s+/).map((one) => one.split(/-(.*)/s));
  const strong = ['sha512', 'sha384', 'sha256'].flatMap((known) => given.filter(([one]) => one === known));
  const [algorithm, expected] = strong[0] ?? [
    'sha1',
    shasum ? Buffer.from(shasum, 'hex').toString('base64') : '',
  ];
  if (!expected) throw new Conflict(`The registry gives no checksum for ${name}. Nothing was taken.`);
  if (
    createHash(algorithm ?? '')
      .update(archive)
      .digest('base64') === expected
  )
    return;
  throw new Conflict(
    `The archive of ${name} is not the one the registry gives the checksum of. Nothing was taken.`,
  );
}
