import { z } from 'zod';
import type { ResourceRef } from '../resource-ref.ts';
import type { Field, FieldOptions, Stored } from './field.ts';
import { makeField } from './make-field.ts';

const recordId = z.uuid('Choose an existing record.').toLowerCase();

export interface ReferenceOptions extends FieldOptions<string> {
  /** May the other record go to the trash while this one points at it? Default: `keep` (this one keeps its id). */
  readonly onRemove?: 'keep' | 'refuse';
  /** Offer only records whose field of this name equals this record's: a stage `within` its `pipelineId`. */
  readonly within?: string;
}

/**
 * The id of a record of another resource in the same workspace. A resource of another plugin is
 * named by the ref in its `api.ts`.
 *
 * @example companyId: reference(() => company)
 * @example stageId: reference(() => stages, { within: 'pipelineId', onRemove: 'refuse' })
 */
export function reference<const Options extends ReferenceOptions>(
  target: () => ResourceRef,
  options?: Options,
): Field<Stored<string, Options>> {
  return makeField<string, Options>('reference', recordId, options, {
    target,
    isGuarded: options?.onRemove === 'refuse',
    ...(options?.within ? { within: options.within } : {}),
  });
}

/** A member of the workspace. @example ownerId: user() */
export function user<const Options extends FieldOptions<string>>(
  options?: Options,
): Field<Stored<string, Options>> {
  return makeField<string, Options>('user', z.uuid('Choose a member.').toLowerCase(), options);
}
