import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublic, isWithin, rangesOf } from './address-range.ts';
import { OutboundFailed, OutboundRefused } from './outbound-errors.ts';

/** Asks DNS for every address of a name. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** Where requests may go. */
export interface OutboundRules {
  /** Hosts, addresses and ranges inside that may be asked nevertheless, also without https. */
  readonly allowed: readonly string[];
  readonly resolve?: Resolve;
}

/** A place that was looked up once and checked; the connection goes to this very address. */
export interface Destination {
  readonly url: URL;
  readonly address: string;
  readonly family: 4 | 6;
}

/**
 * @param signal ends the look-up of the name too, which DNS may never answer
 * @throws OutboundRefused, OutboundFailed when its name is unknown or not looked up in time
 */
export async function checkDestination(
  url: URL,
  rules: OutboundRules,
  signal: AbortSignal,
): Promise<Destination> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.username || url.password) throw new OutboundRefused('Leave user and password out of the address.');
  const addresses = isIP(host) ? [host] : await resolveName(host, rules.resolve ?? resolveByDns, signal);
  const isAllowed = isNamed(host, rules) || addresses.every((one) => isInAllowedRange(one, rules));
  if (!isAllowed) refuseInside(url, host, addresses);
  const [address = ''] = addresses;
  return { url, address, family: isIP(address) === 6 ? 6 : 4 };
}

/** One address inside is enough: which of them is taken is not ours to choose. */
function refuseInside(url: URL, host: string, addresses: readonly string[]): void {
  if (url.protocol !== 'https:')
    throw new OutboundRefused(`The address of ${host} must start with https://.`);
  if (addresses.every(isPublic)) return;
  throw new OutboundRefused(
    `${host} is an address inside this network, which is not asked. An admin may allow it with OUTBOUND_ALLOW.`,
  );
}

function isNamed(host: string, { allowed }: OutboundRules): boolean {
  return allowed.includes(host.toLowerCase());
}

function isInAllowedRange(address: string, { allowed }: OutboundRules): boolean {
  const ranges = allowed.filter((one) => isIP(one.split('/')[0] ?? '') > 0);
  return ranges.length > 0 && isWithin(rangesOf(ranges), address);
}

async function resolveName(host: string, resolve: Resolve, signal: AbortSignal): Promise<readonly string[]> {
  const found = await untilAborted(resolve(host), signal).catch((cause: unknown) => {
    if (signal.aborted)
      throw new OutboundFailed(`The name ${host} was not looked up in time.`, {}, { cause });
    throw new OutboundFailed(`The name ${host} is not known. Look for a spelling mistake.`, {}, { cause });
  });
  if (found.length === 0) throw new OutboundFailed(`The name ${host} has no address.`);
  return found;
}

/** A look-up cannot be stopped, only left behind. */
async function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  let leave = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason as Error);
    signal.addEventListener('abort', leave, { once: true });
  });
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', leave));
}

async function resolveByDns(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}
