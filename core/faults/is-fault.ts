import { databaseError } from '../http/database-error.ts';
import type { PluginCall } from '../kernel/call-plugin.ts';
import { TookTooLong } from '../kernel/import/time-limit.ts';
import { DomainError } from '../sdk/index.ts';

/** PostgreSQL's query_canceled: what the plugin asked ran longer than any statement may. */
const tooLong = '57014';

/**
 * Is this the plugin's own doing? Refusing bad input is its job, a client that hangs up is nobody's fault, and
 * a database that is away or busy is not the plugin's.
 */
export function isFault(
  error: unknown,
  { within, isRetried = false }: Pick<PluginCall, 'within' | 'isRetried'> = {},
): boolean {
  if (isRetried && !(error instanceof TookTooLong)) return false;
  if (error instanceof DomainError) return false;
  if (hungUp(error, within)) return false;
  return codeOf(error) === tooLong || databaseError(error)?.code !== 'unavailable';
}

function hungUp(error: unknown, within: PluginCall['within']): boolean {
  const { signal } = { signal: undefined, ...within } as { signal?: AbortSignal };
  return signal?.aborted === true && error instanceof Error && error.name === 'AbortError';
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown } | null)?.code;
}
