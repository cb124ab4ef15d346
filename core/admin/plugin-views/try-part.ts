import { TookTooLong } from '../../kernel/import/time-limit.ts';
import { pluginLog } from '../../kernel/plugin-log.ts';
import { type Ctx, DomainError, type ViewModel } from '../../sdk/index.ts';
import type { Asked } from '../routes/asked.ts';
import { buildPart } from './build-part.ts';
import type { Part, PartSource } from './part.ts';

/** View `plugin/body`: what a plugin shows in one place, or why it does not. */
export interface TriedPart {
  readonly part: Part | null;
  readonly trouble: string | null;
  /** What failed and where; in development only. */
  readonly details: string | null;
}

/** A part of a page that is made of several: its failure is a line in its place, and in the log. */
export async function tryPart(
  asked: Asked,
  source: PartSource,
  ask: (ctx: Ctx) => Promise<ViewModel>,
): Promise<TriedPart> {
  try {
    const { part } = await buildPart(asked, source, ask);
    return { part, trouble: null, details: null };
  } catch (error) {
    return troubleOf(asked, source, error);
  }
}

function troubleOf({ runtime, scope, translate }: Asked, { plugin, what }: PartSource, error: unknown) {
  if (error instanceof DomainError) return { part: null, trouble: error.message, details: null };
  pluginLog(scope.log, plugin).error({ err: error, what }, 'A part of a page could not be shown.');
  const key = error instanceof TookTooLong ? 'plugin.part-slow' : 'plugin.part-failed';
  const isTold = runtime.config.nodeEnv === 'development' && error instanceof Error;
  return { part: null, trouble: translate(key), details: isTold ? error.message : null };
}
