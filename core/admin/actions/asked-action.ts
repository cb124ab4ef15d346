import { authorise } from '../../access/policy.ts';
import { openAction } from '../../actions/catalogue/action-catalogue.ts';
import type { OfferedAction } from '../../actions/offered-action.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { parameterOf } from '../../http/locals.ts';
import { getRecord } from '../../resources/read/get-record.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import type { Scope } from '../../scope.ts';
import { reference } from '../../sdk/fields/relation-fields.ts';
import { type Field, type Fields, labelsOf, NotFound } from '../../sdk/index.ts';
import { inline } from '../fields/resource-head.ts';
import { ownScreenField, type ScreenField } from '../fields/screen-field.ts';
import type { Asked } from '../routes/asked.ts';
import { hasForm, isAboutRecord, offeredFields } from './action-fields.ts';

/** Who asks to do what, about which record, and what the form for it asks. */
export interface AskedForAction extends Asked {
  readonly action: OfferedAction;
  /** The record named in the address; null where the form asks which one. */
  readonly record: RecordJson | null;
  readonly fields: readonly ScreenField[];
}

/** @throws NotFound for what has no form, NotAllowed */
export async function askedForAction(given: Asked): Promise<AskedForAction> {
  const { runtime, request } = given;
  const scope = byPalette(given.scope);
  const action = openAction(runtime, scope, parameterOf(request, 'action'));
  if (!hasForm(action)) throw new NotFound('There is nothing here.');
  const asked = { ...given, scope };
  const record = await recordOf(asked, action);
  const which = isAboutRecord(action) && !record ? [whichRecord(asked, action)] : [];
  return { ...asked, action, record, fields: [...which, ...offeredFields(action)] };
}

/** The same person, by this door. */
export function byPalette(scope: Scope): Scope {
  return { ...scope, origin: { requestId: null, ...scope.origin, door: 'palette' } };
}

async function recordOf(
  { runtime, scope, query }: Asked,
  { resource, recordRule }: OfferedAction,
): Promise<RecordJson | null> {
  const id = query.get('id');
  if (!resource || id === null) return null;
  const record = await getRecord(runtime, scope, resource, id, { removed: true });
  if (recordRule) authorise(viewerOf(runtime, scope), recordRule, record);
  return record;
}

function whichRecord({ translate }: Asked, { resource }: OfferedAction): ScreenField {
  if (!resource) throw new Error('Only actions of resources are about a record.');
  const label = translate('action.which', { one: inline(labelsOf(resource)[0]) });
  const field: Field = reference(() => resource, { required: true, label });
  return ownScreenField('id', field);
}

/** The fields as declarations, by their names. */
export function declaredFields(fields: readonly ScreenField[]): Fields {
  return Object.fromEntries(fields.map(({ name, field }) => [name, field]));
}
