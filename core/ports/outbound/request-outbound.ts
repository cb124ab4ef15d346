import { currentCall } from '../../kernel/call-plugin.ts';
import { isMuted } from '../../muting/is-muted.ts';
import type { Runtime } from '../../runtime.ts';
import type { OutboundAnswer, OutboundRequest } from '../../sdk/outbound.ts';
import { OutboundMuted, OutboundRefused } from './outbound-errors.ts';
import { sendRequest } from './send-request.ts';

/**
 * The one way out: every request to a server elsewhere, of the core and of plugins. A plugin reaches the
 * hosts it declares and no other.
 * @param workspaceId on whose behalf; null for the instance itself
 * @throws OutboundMuted, OutboundRefused, OutboundFailed
 */
export async function requestOutbound(
  runtime: Pick<Runtime, 'config' | 'registry' | 'database' | 'broadcast'>,
  workspaceId: string | null,
  request: OutboundRequest,
): Promise<OutboundAnswer> {
  const { config, registry } = runtime;
  if (await isMuted(runtime, workspaceId)) {
    throw new OutboundMuted(
      'It was restored from a backup, and nothing leaves it until "npm run unmute" confirms that it may.',
    );
  }
  const caller = currentCall()?.plugin;
  const mayAsk = caller === undefined ? undefined : (host: string) => assertDeclared(registry, caller, host);
  return sendRequest(request, { allowed: config.outboundAllow }, mayAsk);
}

function assertDeclared({ plugins }: Runtime['registry'], caller: string, host: string): void {
  const declaration = plugins.find(({ id }) => id === caller)?.declaration;
  const hosts = declaration?.capabilities?.network ?? [];
  if (hosts.some((one) => isCovered(host, one))) return;
  throw new OutboundRefused(
    `Plugin "${caller}" asks ${host} without saying so. Name it in capabilities.network.`,
  );
}

/** `*.example.com` stands for every name below it, not for itself. */
export function isCovered(host: string, declared: string): boolean {
  const name = host.toLowerCase();
  const pattern = declared.toLowerCase();
  return pattern.startsWith('*.') ? name.endsWith(pattern.slice(1)) : name === pattern;
}
