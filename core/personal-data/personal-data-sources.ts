import { forgetAudited } from '../audit/forget-audited.ts';
import type { OpenCtx } from '../context/open-ctx.ts';
import { callPlugin } from '../kernel/call-plugin.ts';
import type { Contributed } from '../kernel/contributions/contributed.ts';
import { contributionsIn } from '../kernel/gate.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import type { DataSubject, Erasure, PersonalData } from '../sdk/index.ts';
import { approvalSource } from './sources/approval-source.ts';
import { auditSource } from './sources/audit-source.ts';
import { changeLogSource } from './sources/change-log-source.ts';
import { importSource } from './sources/import-source.ts';
import { invitationSource } from './sources/invitation-source.ts';
import { membershipSource } from './sources/membership-source.ts';
import { notificationSource } from './sources/notification-source.ts';
import type { PersonalDataSource } from './sources/source.ts';
import { webhookSource } from './sources/webhook-source.ts';

const ours: readonly PersonalDataSource[] = [
  membershipSource,
  invitationSource,
  notificationSource,
  importSource,
  webhookSource,
  approvalSource,
  changeLogSource,
];
const limitMs = 30_000;

/** Plugins first: what they erase leads to what the core holds about it. */
export function personalDataSources(runtime: Runtime, scope: Scope): PersonalDataSource[] {
  const theirs = contributionsIn(runtime.registry, scope, 'personalData');
  return [...theirs.map((one) => sourceOf(runtime, one)), ...ours, auditSource(runtime)];
}

/** Titles of modules that hold data about people and are off here: nothing of theirs is reached. */
export function unaskedModules({ registry }: Runtime, { enabledPlugins }: Scope): string[] {
  const off = new Set(
    registry.contributions.personalData
      .map(({ plugin }) => plugin)
      .filter((plugin) => !enabledPlugins.has(plugin)),
  );
  return registry.plugins
    .filter(({ id }) => off.has(id))
    .map(({ id, declaration }) => declaration?.title ?? id);
}

function sourceOf(runtime: Runtime, { plugin, item }: Contributed<PersonalData>): PersonalDataSource {
  const call = (verb: string) => ({ plugin, what: `personal data ${item.id} ${verb}`, limitMs });
  return {
    ...{ id: item.id, owner: plugin, title: item.title },
    export: (ctx: OpenCtx, person: DataSubject) =>
      callPlugin(runtime, call('export'), () => item.export(ctx, person)),
    erase: async (ctx: OpenCtx, person: DataSubject): Promise<Erasure> => {
      const erasure = await callPlugin(runtime, call('erase'), () => item.erase(ctx, person));
      const ids = erasure.recordIds ?? [];
      await forgetCustomValues(ctx, ids);
      if (ids.length > 0) await forgetAudited(runtime, ctx.unit, { records: ids });
      return erasure;
    },
  };
}

async function forgetCustomValues({ unit }: OpenCtx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const text = 'delete from custom_values where workspace_id = $1 and record_id = any($2)';
  await unit.run({ text, values: [unit.workspaceId, ids] });
}
