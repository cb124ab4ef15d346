import { z } from 'zod';
import type { ResourceRef } from '../resource-ref.ts';
import type { Field, FieldOptions, Stored } from './field.ts';
import { makeField } from './make-field.ts';

const recordId = z.uuid('Choose an existing record.').toLowerCase();

/**
 * The id of a record of another resource in the same workspace. A resource of another plugin is
 * named by the ref in its `api.ts`.
 *
 * @example companyId: reference(() => company)
 */
export function reference<const Options extends FieldOptions<string>>(
  target: () => ResourceRef,
  options?: Options,
): Field<Stored<string, Options>> {
  return makeField<string, Options>('reference', recordId, options, { target });
}

/** A member of the workspace. @example ownerId: user() */
export function user<const Options extends FieldOptions<string>>(
  options?: Options,
): Field<Stored<string, Options>> {
  return makeField<string, Options>('user', z.uuid('Choose a member.').toLowerCase(), options);
}
