import { z } from 'zod';
import type { OfferedAction } from '../../actions/offered-action.ts';
import type { Fields, ResourceAction } from '../../sdk/index.ts';
import { ownScreenField, type ScreenField } from '../fields/screen-field.ts';
import { type DescribedInput, fieldsOfSchema, isFormable } from './schema-fields.ts';

/** What the dialog of an action asks for: its declared form, else what its input's schema tells. */
export function actionFields(action: ResourceAction<Fields>): ScreenField[] {
  return screenFieldsOf(action.form ?? fieldsOfSchema(describedBy(action.input)));
}

function describedBy(schema: z.ZodType): DescribedInput {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as DescribedInput;
}

/** The same for an action of any kind, without the record that it is about. */
export function offeredFields(action: OfferedAction): ScreenField[] {
  return screenFieldsOf(action.form ?? fieldsOfSchema(withoutId(action)));
}

/** As far as fields go, also for what no form could ask for as a whole. */
export function formableFields(action: OfferedAction): { fields: ScreenField[]; isWhole: boolean } {
  if (action.form) return { fields: screenFieldsOf(action.form), isWhole: true };
  const { properties = {}, ...schema } = withoutId(action);
  const all = Object.entries(properties);
  const shown = all.filter(([name, one]) => isFormable({ properties: { [name]: one } }));
  const fields = fieldsOfSchema({ ...schema, properties: Object.fromEntries(shown) });
  return { fields: screenFieldsOf(fields), isWhole: shown.length === all.length };
}

/** Verbs that have no form here: they are read elsewhere, or have pages of their own. */
const elsewhere = new Set(['get', 'list', 'search', 'bulk', 'placement', 'update']);

/** Can a person be asked for all it takes? */
export function hasForm(action: OfferedAction): boolean {
  if (action.resource && elsewhere.has(action.verb ?? '')) return false;
  return action.form !== null || isFormable(withoutId(action));
}

/** Does it take the id of a record of its resource? */
export function isAboutRecord({ resource, verb }: OfferedAction): boolean {
  return resource !== null && verb !== 'create';
}

function withoutId(action: OfferedAction): DescribedInput {
  const { properties = {}, ...schema } = action.inputSchema([]) as DescribedInput;
  const { id: _id, ...others } = properties;
  return { ...schema, properties: isAboutRecord(action) ? others : properties };
}

function screenFieldsOf(fields: Fields): ScreenField[] {
  return Object.entries(fields).map(([name, field]) => ownScreenField(name, field));
}
