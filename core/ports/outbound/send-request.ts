import type { OutboundAnswer, OutboundRequest } from '../../sdk/outbound.ts';
import { checkDestination, type OutboundRules } from './destination.ts';
import { OutboundRefused } from './outbound-errors.ts';
import { type RawAnswer, type Sending, sendOnce } from './send-once.ts';

const mostRedirects = 3;
const usualMs = 15_000;
const longestMs = 120_000;
const usualBytes = 5_000_000;
const redirects = [301, 302, 303, 307, 308];
/** All that another host than the one that was asked gets to see; keys travel under many names. */
const impersonal = /^(accept|accept-language|user-agent)$/i;
/** What says something of a body that is no longer sent. */
const ofBody = /^(content-|transfer-encoding$)/i;

/** Is a host among those that may be asked? */
export type MayAsk = (host: string) => void;

/**
 * Asks a server elsewhere. Each hop is checked anew: https, no address inside, and the address that was
 * checked is the one connected to.
 * @throws OutboundRefused, OutboundFailed
 */
export async function sendRequest(
  asked: OutboundRequest,
  rules: OutboundRules,
  mayAsk: MayAsk = () => undefined,
): Promise<OutboundAnswer> {
  let url = parseUrl(asked.url);
  let sending = sendingOf(asked);
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    mayAsk(url.hostname);
    const answer = await sendOnce(await checkDestination(url, rules, sending.signal), sending);
    const next = nextOf(answer, url);
    if (next === null) return { ...answer, url: url.href };
    sending = afterRedirect(sending, answer.status, url, next);
    url = next;
  }
  throw new OutboundRefused(
    `${url.host} sends on from one address to the next more than ${mostRedirects} times.`,
  );
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new OutboundRefused('Write the address as https:// and the name of a host.');
}

function sendingOf({ method = 'GET', headers = {}, body, ...limits }: OutboundRequest): Sending {
  const { timeoutMs = usualMs, maxBytes = usualBytes, signal } = limits;
  const tooLate = AbortSignal.timeout(Math.min(timeoutMs, longestMs));
  return {
    method,
    headers,
    body: body ?? null,
    maxBytes,
    signal: signal ? AbortSignal.any([signal, tooLate]) : tooLate,
  };
}

function nextOf({ status, headers }: RawAnswer, from: URL): URL | null {
  const { location } = headers;
  if (!redirects.includes(status) || location === undefined) return null;
  return parseUrl(URL.canParse(location, from.href) ? new URL(location, from.href).href : location);
}

/** What was meant for one host stays there, and a moved form is asked for, not sent again. */
function afterRedirect(sending: Sending, status: number, from: URL, to: URL): Sending {
  const isElsewhere = from.host !== to.host || (from.protocol === 'https:' && to.protocol !== 'https:');
  const isSentAgain = status === 307 || status === 308 || ['GET', 'HEAD'].includes(sending.method);
  const body = isSentAgain && !isElsewhere ? sending.body : null;
  const kept = Object.entries(sending.headers).filter(
    ([name]) => (!isElsewhere || impersonal.test(name)) && (body !== null || !ofBody.test(name)),
  );
  const method = isSentAgain ? sending.method : 'GET';
  return { ...sending, method, body, headers: Object.fromEntries(kept) };
}
