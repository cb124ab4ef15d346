import type { CustomField } from '../../custom-fields/custom-field.ts';
import type { Resource } from '../../sdk/index.ts';
import { customScreenField, type ScreenField, screenFields } from '../fields/screen-field.ts';

export interface LaidOutSection {
  /** Null where there is only one, or for the workspace's own fields. */
  readonly title: string | null;
  readonly fields: readonly ScreenField[];
  readonly isCustom: boolean;
}

/** The fields of a form in their sections: only what may be set, the workspace's own at the end. */
export function formLayout(
  resource: Resource,
  customFields: readonly CustomField[],
  kind: 'create' | 'update',
): LaidOutSection[] {
  const { form, [kind]: allowed } = resource.options;
  const mayBeSet = new Set<string>(allowed);
  const declared = form?.filter(({ on }) => !on || on === kind) ?? [{ title: null, fields: allowed }];
  const sections = declared.map(({ title, fields }) => ({
    title,
    fields: screenFields(
      resource,
      [],
      fields.filter((name) => mayBeSet.has(name)),
    ),
    isCustom: false,
  }));
  const own = { title: null, fields: customFields.map(customScreenField), isCustom: true };
  return [...sections, own].filter(({ fields }) => fields.length > 0);
}

export function fieldsOf(sections: readonly LaidOutSection[]): ScreenField[] {
  return sections.flatMap(({ fields }) => fields);
}
