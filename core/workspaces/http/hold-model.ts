import type { Translate } from '../../admin/translate.ts';
import type { Trouble } from '../../http/pages/form-trouble.ts';
import type { Runtime } from '../../runtime.ts';
import { byInstance, type Hold, readHolds } from '../holds/holds.ts';
import { findWorkspaces, type WorkspacesAsked, workspacesAddress } from './workspaces-question.ts';

/** A form that came back, with what was typed. */
export interface HoldTyped {
  readonly workspaceId: string;
  readonly reason: string;
  readonly trouble: Trouble;
}

/** Workspaces with who lets them only be read, and why. */
export async function holdModel(
  runtime: Runtime,
  translate: Translate,
  asked: WorkspacesAsked,
  typed: HoldTyped | null,
) {
  const [{ workspaces, isMore }, holds] = await Promise.all([
    findWorkspaces(runtime, asked),
    readHolds(runtime),
  ]);
  const titles = new Map(runtime.registry.plugins.map(({ id, declaration }) => [id, declaration?.title]));
  return {
    title: translate('holds.title'),
    asked,
    hasFilters: asked.q !== '' || asked.held !== '',
    moreUrl: isMore ? workspacesAddress({ ...asked, after: workspaces.at(-1)?.slug ?? '' }) : null,
    query: workspacesAddress(asked).slice('/admin/workspaces'.length),
    workspaces: workspaces.map(({ id, name, slug }) => ({
      ...{ id, name, slug, ...formOf(id, typed) },
      own: holds.find(isOwn(id)) ?? null,
      others: holds.filter((hold) => hold.workspaceId === id && hold.heldBy !== byInstance).map(withTitle),
    })),
  };

  function withTitle(hold: Hold) {
    return { ...hold, plugin: titles.get(hold.heldBy) ?? hold.heldBy };
  }
}

function isOwn(id: string) {
  return ({ workspaceId, heldBy }: Hold) => workspaceId === id && heldBy === byInstance;
}

function formOf(id: string, typed: HoldTyped | null) {
  if (typed?.workspaceId !== id) return { reason: '', problem: null };
  return { reason: typed.reason, problem: typed.trouble.problems.reason ?? typed.trouble.notice };
}
