import type { Preview, PreviewedChange } from '../../actions/run/answer.ts';
import { targetOf } from '../cells/cell-context.ts';
import { titlesById } from '../cells/titles.ts';
import { workspacePeople } from '../people.ts';
import type { Asked } from '../routes/asked.ts';

/** Partial `action/preview`. */
export interface PreviewModel {
  readonly summary: string;
  readonly lines: readonly { readonly what: string; readonly before: string; readonly after: string }[];
  readonly more: number;
}

const most = 40;

/** What would change, in words: references by what they are called. */
export async function previewModel(
  asked: Pick<Asked, 'runtime' | 'scope' | 'translate'>,
  { summary, changes }: Preview,
): Promise<PreviewModel> {
  const shown = changes.slice(0, most);
  const names = await namesIn(asked, shown);
  const words = (value: unknown) => wordsOf(value, names, asked.translate('action.nothing'));
  const lines = shown.map(({ what, before, after }) => ({
    what,
    before: words(before),
    after: words(after),
  }));
  return { summary, lines, more: changes.length - shown.length };
}

export function wordsOf(value: unknown, names: ReadonlyMap<string, string>, nothing: string): string {
  if (value === null || value === undefined || value === '') return nothing;
  if (typeof value === 'string') return names.get(value) ?? value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What the ids among the values stand for, as far as whoever looks may know. */
export async function namesIn(
  { runtime, scope }: Pick<Asked, 'runtime' | 'scope'>,
  changes: readonly Pick<PreviewedChange, 'resource' | 'field' | 'before' | 'after'>[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const { resource, field, before, after } of changes) {
    const declared = runtime.registry.resources.get(resource ?? '')?.fields[field ?? ''];
    const ids = [before, after].filter((id): id is string => typeof id === 'string' && !names.has(id));
    if (!declared || ids.length === 0) continue;
    const target = declared.kind === 'reference' ? targetOf({ runtime, scope }, declared) : null;
    if (target) for (const [id, title] of await titlesById(runtime, scope, target, ids)) names.set(id, title);
    if (declared.kind === 'user')
      for (const { id, name } of await workspacePeople(runtime, scope)) names.set(id, name);
  }
  return names;
}
