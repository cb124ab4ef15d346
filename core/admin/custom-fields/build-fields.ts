import type { CustomField } from '../../custom-fields/custom-field.ts';
import { allCustomFields } from '../../custom-fields/custom-fields-of.ts';
import { labelsOf, type Resource } from '../../sdk/index.ts';
import { inline } from '../fields/resource-head.ts';
import type { Asked } from '../routes/asked.ts';
import { withParameters } from '../shell/addresses.ts';
import { fieldIcons } from './field-icons.ts';
import { chosenResource, fieldResources } from './field-resources.ts';
import type { FieldLine, FieldResource, FieldsModel } from './fields-model.ts';
import { hasChoices } from './fields-model.ts';

export function fieldsUrl({ scope }: Pick<Asked, 'scope'>, resource: string | null = null): string {
  return withParameters(`/w/${scope.workspace.slug}/settings/fields`, { resource });
}

/** The fields a workspace added to one kind of record. */
export async function buildFields(asked: Asked): Promise<FieldsModel> {
  const { runtime, scope, translate, query } = asked;
  const resources = fieldResources(runtime, scope);
  const title = translate('settings.fields.title');
  if (resources.length === 0) return { title, resources: [], current: null, fields: [], archived: [] };
  const chosen = chosenResource(runtime, resources, query.get('resource'));
  const all = await allCustomFields(runtime, scope.workspace.id);
  const own = all.filter(({ resource }) => resource === chosen.id);
  const inUse = own.filter(({ isArchived }) => !isArchived);
  return {
    title,
    resources: resources.map((resource) => resourceTab(asked, resource, all, resource === chosen)),
    current: currentOf(asked, chosen),
    fields: inUse.map((field, at) => lineOf(asked, field, { at, last: inUse.length - 1 })),
    archived: own.filter(({ isArchived }) => isArchived).map((field) => lineOf(asked, field, alone)),
  };
}

function resourceTab(
  asked: Asked,
  resource: Resource,
  all: readonly CustomField[],
  isCurrent: boolean,
): FieldResource {
  const count = all.filter((field) => field.resource === resource.id && !field.isArchived).length;
  const [, label] = labelsOf(resource);
  const icon = resource.options.icon ?? 'database';
  return { id: resource.id, label, icon, url: fieldsUrl(asked, resource.id), count, isCurrent };
}

function currentOf(asked: Asked, resource: Resource): FieldsModel['current'] {
  const [, label] = labelsOf(resource);
  const newUrl = withParameters(`${fieldsUrl(asked)}/new`, { resource: resource.id });
  return { label, manyInline: inline(label), newUrl };
}

interface Place {
  readonly at: number;
  readonly last: number;
}

const alone: Place = { at: 0, last: 0 };

function lineOf(asked: Asked, field: CustomField, { at, last }: Place): FieldLine {
  const { id, label, key, help, kind, required } = field;
  const base = `${fieldsUrl(asked)}/${id}`;
  return {
    ...{ id, label, key, help, icon: fieldIcons[kind], isRequired: required },
    kindWords: asked.translate(`settings.fields.kind.${kind}`),
    details: detailsOf(asked, field),
    editUrl: base,
    archiveAction: `${base}/archival`,
    restoreAction: `${base}/restoration`,
    moveAction: `${base}/position`,
    up: at > 0 ? at - 1 : null,
    down: at < last ? at + 1 : null,
  };
}

const mostChoices = 6;

function detailsOf({ runtime }: Asked, field: CustomField): string {
  if (hasChoices(field)) {
    const labels = field.choices.map(({ label }) => label);
    const shown = labels.slice(0, mostChoices).join(', ');
    return labels.length > mostChoices ? `${shown} …` : shown;
  }
  const target = field.target ? runtime.registry.resources.get(field.target) : undefined;
  return target ? labelsOf(target)[1] : '';
}
