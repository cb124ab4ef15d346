import { type CustomField, type CustomKind, customKinds } from '../../custom-fields/custom-field.ts';
import type { Trouble } from '../../http/pages/form-trouble.ts';
import { mayRead } from '../../resources/read/list-target.ts';
import { labelsOf, type Resource } from '../../sdk/index.ts';
import { inline } from '../fields/resource-head.ts';
import type { Asked } from '../routes/asked.ts';
import { fieldsUrl } from './build-fields.ts';
import { type FieldFormModel, type FieldOption, hasChoices } from './fields-model.ts';
import type { FieldText } from './read-field.ts';

/** The form for a field that is not there yet. */
export function newFieldForm(
  asked: Asked,
  resource: Resource,
  text: FieldText,
  { problems, notice }: Trouble,
): FieldFormModel {
  const { translate } = asked;
  const many = inline(labelsOf(resource)[1]);
  return {
    ...frameOf(asked, resource.id, text),
    title: translate('settings.fields.add'),
    heading: translate('settings.fields.add-to', { many }),
    action: `${fieldsUrl(asked)}?${new URLSearchParams({ resource: resource.id })}`,
    submitWords: translate('settings.fields.create'),
    kinds: customKinds.map((kind) => kindOption(asked, kind, text.kind || 'text')),
    targets: targetOptions(asked, text.target),
    kind: null,
    hasChoices: true,
    ...{ problems, notice },
  };
}

/** The form for what can still be changed about a field. */
export function changeFieldForm(
  asked: Asked,
  field: CustomField,
  text: FieldText,
  { problems, notice }: Trouble,
): FieldFormModel {
  const { translate } = asked;
  const heading = translate('settings.fields.edit', { label: field.label });
  return {
    ...frameOf(asked, field.resource, text),
    ...{ title: heading, heading, problems, notice, kind: field.kind },
    action: `${fieldsUrl(asked)}/${field.id}`,
    submitWords: translate('entry.save'),
    kinds: [],
    targets: [],
    hasChoices: hasChoices(field),
  };
}

function frameOf(asked: Asked, resource: string, { label, help, choices, isRequired }: FieldText) {
  return { values: { label, help, choices }, isRequired, cancelUrl: fieldsUrl(asked, resource) };
}

function kindOption({ translate }: Asked, kind: CustomKind, chosen: string): FieldOption {
  return { value: kind, label: translate(`settings.fields.kind.${kind}`), isSelected: kind === chosen };
}

function targetOptions({ runtime, scope }: Asked, chosen: string): FieldOption[] {
  return [...runtime.registry.resources.values()]
    .filter((resource) => resource.options.create.length > 0 && mayRead(runtime, scope, resource))
    .map((resource) => ({
      value: resource.id,
      label: labelsOf(resource)[1],
      isSelected: resource.id === chosen,
    }));
}
