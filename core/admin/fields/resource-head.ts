import { allows } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { type AccessRule, type Fields, labelsOf, type Resource } from '../../sdk/index.ts';
import { resourceUrl } from '../shell/addresses.ts';

/** A resource as pages speak of it, with what this person may do to its records in general. */
export interface ResourceHead {
  readonly id: string;
  readonly one: string;
  readonly many: string;
  /** The same words as they stand inside a sentence. */
  readonly oneInline: string;
  readonly manyInline: string;
  readonly icon: string;
  readonly url: string;
  readonly boardUrl: string | null;
  readonly newUrl: string | null;
  readonly importUrl: string | null;
  readonly exportUrl: string | null;
  readonly canUpdate: boolean;
  readonly canRemove: boolean;
  readonly canSearch: boolean;
}

export function resourceHead(runtime: Runtime, scope: Scope, resource: Resource): ResourceHead {
  const { options } = resource;
  const may = (rule: AccessRule<Fields>): boolean => allows(viewerOf(runtime, scope), rule);
  const url = resourceUrl(scope.workspace.slug, resource);
  const canCreate = options.create.length > 0 && may(options.access.create);
  const isImportable = canCreate && (options.importable ?? true) && scope.grants.has('workspace:import');
  const [one, many] = labelsOf(resource);
  return {
    ...{
      id: resource.id,
      one,
      many,
      oneInline: inline(one),
      manyInline: inline(many),
      icon: options.icon ?? 'database',
      url,
    },
    boardUrl: options.board ? `${url}/board` : null,
    newUrl: canCreate ? `${url}/new` : null,
    importUrl: isImportable ? `${url}/import` : null,
    exportUrl: scope.grants.has('workspace:export') ? `${url}/export.csv` : null,
    canUpdate: options.update.length > 0 && may(options.access.update),
    canRemove: may(options.access.remove),
    canSearch: (options.list.search?.length ?? 0) > 0,
  };
}

/** `Contact` → `contact`, while `API key` stays as it is. */
export function inline(label: string): string {
  return /^\p{Lu}\p{Lu}/u.test(label) ? label : label.charAt(0).toLocaleLowerCase() + label.slice(1);
}
