import { callInWorkspace } from '../../context/call-in-workspace.ts';
import { callPlugin } from '../../kernel/call-plugin.ts';
import type { Ctx, ViewModel } from '../../sdk/index.ts';
import type { Asked } from '../routes/asked.ts';
import { screensOf } from '../screens.ts';
import { type Part, type PartSource, partLimitMs } from './part.ts';
import { renderPart } from './render-part.ts';

export interface BuiltPart {
  readonly part: Part;
  readonly model: ViewModel;
}

/** Ask a plugin what to show and fill its view with that; both are put down to it and held to their time. */
export async function buildPart(
  asked: Asked,
  source: PartSource,
  ask: (ctx: Ctx) => Promise<ViewModel>,
  limitMs: number = partLimitMs,
): Promise<BuiltPart> {
  const { runtime, scope, region, request } = asked;
  const { plugin, what } = source;
  const call = { plugin, what, limitMs };
  const model = await callInWorkspace(runtime, scope, call, ask);
  const surroundings = {
    workspace: scope.workspace,
    region,
    person: { name: scope.actor.name },
    url: `/w/${scope.workspace.slug}/${plugin}`,
  };
  const part = await callPlugin(runtime, { plugin, what: `${what}, view ${source.view}` }, () =>
    renderPart(screensOf(request), source, model, surroundings),
  );
  return { part, model };
}
