import { customFieldsOf } from '../../custom-fields/custom-fields-of.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { allowedModes } from '../open-imports.ts';
import { canCreateByName, linkedResource } from '../plan/linked-resource.ts';
import type { MappingTerms } from './check-mapping.ts';
import { type ImportTarget, importTargets } from './import-target.ts';
import type { SuggestionTerms } from './suggest-mapping.ts';

export type MappingContext = MappingTerms & Omit<SuggestionTerms, 'hasNames'>;

/** What a mapping is made from and judged by, for this person in this workspace. */
export async function mappingContext(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
): Promise<MappingContext> {
  const customFields = await customFieldsOf(runtime, scope.workspace.id, resource.id);
  const canCreate = ({ field }: ImportTarget) => {
    const linked = linkedResource(runtime, scope, field);
    return linked !== null && canCreateByName(runtime, scope, linked);
  };
  return {
    resource,
    targets: importTargets(resource, customFields),
    modes: allowedModes(runtime, scope, resource),
    locale: scope.workspace.locale,
    timezone: scope.workspace.timezone,
    canCreate,
  };
}
