import type { OpenCtx } from '../../context/open-ctx.ts';
import { type ActionPreview, humanise, labelsOf } from '../../sdk/index.ts';
import type { Preview, PreviewedChange } from './answer.ts';
import type { AskedAction } from './asked.ts';
import { rolledBack } from './rolled-back.ts';

/** A record that a call touches, and the version it has before. */
export interface TouchedVersion {
  readonly resource: string;
  readonly id: string;
  readonly version: number;
}

export interface Previewed {
  readonly preview: Preview;
  readonly versions: readonly TouchedVersion[];
}

/** What a call would do: its own word for it, else what the audit of a run that is rolled back tells. */
export function previewCall(asked: AskedAction): Promise<Previewed> {
  const { runtime, scope, action } = asked;
  if (action.effect === 'read') return Promise.resolve({ preview: reading(asked), versions: [] });
  return rolledBack(runtime, scope, async (ctx) => {
    if (action.preview) return { preview: await toldPreview(ctx, asked), versions: [] };
    await action.run(runtime, ctx, asked.checked);
    return tellChanges(asked, await changesOf(ctx, asked.callId));
  });
}

function reading({ action }: AskedAction): Preview {
  return { summary: `${action.title}: nothing changes.`, changes: [] };
}

/** The action's own word for what it would do; empty where it has none. */
export async function toldPreview(ctx: OpenCtx, { runtime, action, checked }: AskedAction): Promise<Preview> {
  const { summary = '', changes = [] }: Partial<ActionPreview> =
    (await action.preview?.(runtime, ctx, checked)) ?? {};
  // As it comes back from where it is kept: approvals compare both.
  return JSON.parse(JSON.stringify({ summary, changes })) as Preview;
}

interface ChangeRow {
  readonly resource: string;
  readonly record_id: string;
  readonly version: number;
  readonly kind: 'created' | 'updated' | 'removed' | 'restored';
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>> | null;
}

function changesOf(ctx: OpenCtx, callId: string): Promise<ChangeRow[]> {
  return ctx.unit.run<ChangeRow>({
    text: `select resource, record_id, version, kind, changes from audit_log
      where workspace_id = $1 and call_id = $2 and entry = 'change' order by id`,
    values: [ctx.workspace.id, callId],
  });
}

function tellChanges(asked: AskedAction, rows: readonly ChangeRow[]): Previewed {
  const versions = rows.flatMap(({ kind, resource, record_id: id, version }) =>
    kind === 'created' ? [] : [{ resource, id, version: version - 1 }],
  );
  const firstOfEach = [...new Map(versions.toReversed().map((one) => [one.id, one])).values()].reverse();
  const changes = rows.flatMap((row) => changesIn(asked, row));
  return { preview: { summary: summaryOf(asked, rows), changes }, versions: firstOfEach };
}

function summaryOf({ runtime, action }: AskedAction, rows: readonly ChangeRow[]): string {
  if (rows.length === 0) return `${action.title}: nothing would change.`;
  const counts = new Map<string, number>();
  for (const { kind, resource } of rows) {
    const key = `${kind} ${resource}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const parts = [...counts].map(([key, count]) => {
    const [kind = '', id = ''] = key.split(' ');
    const resource = runtime.registry.resources.get(id);
    const [one, many] = resource ? labelsOf(resource) : [id, id];
    return `${count} ${(count === 1 ? one : many).toLowerCase()} ${kind}`;
  });
  return `${parts.join(', ')}.`;
}

function changesIn({ runtime }: AskedAction, row: ChangeRow): PreviewedChange[] {
  const { resource, record_id: recordId, kind, changes } = row;
  const declared = runtime.registry.resources.get(resource);
  const label = declared ? labelsOf(declared)[0] : resource;
  const fields = Object.entries(changes ?? {});
  if (fields.length === 0) return [{ what: label, before: null, after: kind, resource, recordId }];
  return fields.map(([field, [before, after]]) => {
    const words = declared?.fields[field]?.label ?? humanise(field.replace(/^custom\./, ''));
    return { what: `${label}: ${words}`, before, after, resource, recordId, field };
  });
}
