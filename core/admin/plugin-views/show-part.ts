import type { Ctx, ViewModel } from '../../sdk/index.ts';
import { render } from '../render.ts';
import type { Asked } from '../routes/asked.ts';
import { asksForFragment } from '../shell/page.ts';
import type { PartSource } from './part.ts';
import { tryPart } from './try-part.ts';

export interface ShownPart {
  readonly source: PartSource;
  /** Where it is asked for again. */
  readonly url: string;
  readonly title: string;
}

/** Answers with one part by itself; as a page of its own for browsers without scripts. */
export async function showPart(
  asked: Asked,
  { source, url, title }: ShownPart,
  ask: (ctx: Ctx) => Promise<ViewModel>,
): Promise<void> {
  const tried = await tryPart(asked, source, ask);
  const { request, response } = asked;
  const view = asksForFragment(request) ? 'plugin/body' : 'plugin/alone';
  await render(request, response, view, { ...tried, url, title });
}
