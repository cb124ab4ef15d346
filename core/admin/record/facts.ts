import { allows } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import type { CustomField } from '../../custom-fields/custom-field.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import type { Resource } from '../../sdk/index.ts';
import type { CellContext } from '../cells/cell-context.ts';
import { cellOf } from '../cells/cell-of.ts';
import { customScreenField, type ScreenField, screenFields } from '../fields/screen-field.ts';
import { idOf } from '../forms/form-fields.ts';
import { recordUrl } from '../shell/addresses.ts';
import type { Translate } from '../translate.ts';
import type { Fact, FactSection } from './record-model.ts';

interface LaidOut {
  readonly title: string | null;
  readonly fields: readonly ScreenField[];
}

/** Every field of a record in the sections of its form, then what the form leaves out, then the workspace's own. */
export function factFields(
  resource: Resource,
  customFields: readonly CustomField[],
  translate: Translate,
): LaidOut[] {
  const names = Object.keys(resource.fields);
  const apart = new Set<string>([...besideAmounts(resource), ...onlyTitle(resource), ...onlyOrder(resource)]);
  const shown = names.filter((name) => !apart.has(name));
  const declared = resource.options.form ?? [{ title: translate('record.details'), fields: shown }];
  const placed = new Set<string>(declared.flatMap(({ fields }) => fields));
  const rest = shown.filter((name) => !placed.has(name));
  const sections = [
    ...declared.map(({ title, fields }) => ({
      title,
      fields: screenFields(
        resource,
        [],
        fields.filter((name) => !apart.has(name)),
      ),
    })),
    { title: translate('form.own-fields'), fields: customFields.map(customScreenField) },
    {
      title: translate('record.system'),
      fields: screenFields(resource, [], [...rest, 'createdAt', 'updatedAt']),
    },
  ];
  return sections.filter(({ fields }) => fields.length > 0);
}

/** An amount tells its currency itself. */
function besideAmounts({ fields }: Resource): string[] {
  return Object.values(fields).flatMap(({ currencyField }) => currencyField ?? []);
}

/** A title that nobody enters is said once, on top. */
function onlyTitle({ options }: Resource): string[] {
  const entered = new Set<string>([...options.create, ...options.update]);
  return options.title.filter((name) => !entered.has(name));
}

/** Where a card stands on its board means nothing elsewhere. */
function onlyOrder({ options }: Resource): string[] {
  return options.board?.position ? [options.board.position] : [];
}

export function factSections(
  context: CellContext,
  resource: Resource,
  record: RecordJson,
  laidOut: readonly LaidOut[],
): { sections: FactSection[]; emptyFacts: Fact[] } {
  const sections = laidOut.map(({ title, fields }) => ({
    title,
    facts: fields.map((field) => factOf(context, resource, record, field)),
  }));
  const isEmpty = ({ cell }: Fact): boolean => cell.kind === 'none';
  return {
    sections: sections
      .map(({ title, facts }) => ({ title, facts: facts.filter((fact) => !isEmpty(fact)) }))
      .filter(({ facts }) => facts.length > 0),
    emptyFacts: sections.flatMap(({ facts }) => facts.filter(isEmpty)),
  };
}

export function factOf(
  context: CellContext,
  resource: Resource,
  record: RecordJson,
  field: ScreenField,
): Fact {
  const { runtime, scope } = context;
  const mayUpdate = allows(viewerOf(runtime, scope), resource.options.access.update, record);
  const isOpen = field.custom !== null || resource.options.update.some((name) => name === field.name);
  const isEditable = mayUpdate && isOpen && record.removedAt === null;
  const url = recordUrl(scope.workspace.slug, resource, record.id);
  return {
    name: field.name,
    id: idOf(field.name).replace('field-', 'fact-'),
    label: field.label,
    cell: cellOf(context, field, record),
    editUrl: isEditable ? `${url}/fields/${field.name}` : null,
  };
}
