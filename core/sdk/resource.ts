import type { z } from 'zod';
import type { Condition } from './condition.ts';
import type { Ctx, Viewer } from './context.ts';
import type { ActionEffect, ActionPreview, ActionRisk } from './contributions/action.ts';
import type { Field, Fields } from './fields/field.ts';
import { columnName, humanise } from './naming.ts';
import type { ResourceRef } from './resource-ref.ts';

/** What the core keeps for every record. Instants are RFC 3339 text. */
export interface SystemValues {
  readonly id: string;
  /** Counts the changes; an update names the one it started from. */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Null unless the record lies in the trash. */
  readonly removedAt: string | null;
  /** Values of the workspace's own fields, by their key. */
  readonly custom: Readonly<Record<string, unknown>>;
}

export type FieldValue<F> = F extends Field<infer Value> ? Value : never;
/** The values of fields, by their names. */
export type FieldValues<F extends Fields> = { readonly [Name in keyof F]: FieldValue<F[Name]> };
/** A record: the values of its fields and what the core keeps for each. */
export type Row<F extends Fields> = FieldValues<F> & SystemValues;

interface RecordRule<F extends Fields> {
  // A method, not a property: lists of resources of different fields must stay assignable to Resource[].
  decide(viewer: Viewer, row: Row<F> | undefined): boolean;
}

/** A permission, or a named function for what depends on the record. `row` is missing before creation. */
export type AccessRule<F extends Fields> = string | RecordRule<F>['decide'];

/** A verb on a record, named by a noun: a button with a dialog, and an address. */
export interface ResourceAction<F extends Fields, Input = unknown> {
  readonly label: string;
  /** One sentence of at most 120 characters, for programs that choose among tools. */
  readonly description?: string;
  readonly icon?: string;
  /** Default: `write`. */
  readonly effect?: ActionEffect;
  /** How bad a mistake would be. Default: `medium`. */
  readonly risk?: ActionRisk;
  readonly input: z.ZodType<Input>;
  /** What the dialog asks for, where the input is made of fields: see `inputOf`. */
  readonly form?: Fields;
  readonly access: AccessRule<F>;
  /** Shown only where this holds; the run must still refuse on its own. */
  offered?(row: Row<F>): boolean;
  /** Values the dialog starts with; nothing is written. */
  suggest?(ctx: Ctx, row: Row<F>): Promise<Partial<Input>>;
  /**
   * What it would do; nothing it writes is kept. Without it, it runs and is rolled back, so an effect of `send` or
   * `money`, which cannot be rolled back, needs it.
   */
  preview?(ctx: Ctx, row: Row<F>, input: Input): Promise<ActionPreview>;
  /** What changes on the record; written in the same transaction. */
  run(ctx: Ctx, row: Row<F>, input: Input): Promise<Partial<FieldValues<F>>>;
}

/** Records as cards in columns. */
export interface BoardView<Name> {
  /** The reference or choice that makes the columns. */
  readonly column: Name;
  /** Shown on a card, under its title. */
  readonly card: readonly Name[];
  /** A money field, summed per column and currency. */
  readonly sum?: Name;
  /** An integer field that keeps the order inside a column. */
  readonly position?: Name;
  /** A reference that chooses between boards, such as a deal's pipeline. The column's records point at it by a field of the same name. */
  readonly within?: Name;
}

export interface FormSection<Name> {
  readonly title: string;
  readonly fields: readonly Name[];
  /** Only where a record is made, or only where one is changed. Default: both. */
  readonly on?: 'create' | 'update';
}

/** Records of another resource that point here, shown on the record page. */
export interface RelatedList {
  readonly resource: () => ResourceRef;
  /** The field over there that holds this record's id. */
  readonly field: string;
  readonly label?: string;
  /** `timeline` shows them by time, newest first, among the record's own changes. */
  readonly as?: 'list' | 'timeline';
}

/** Everything about a resource beside its fields. */
export interface ResourceOptions<F extends Fields, Name extends string = Extract<keyof F, string>> {
  /** The table, `<plugin>_<nouns>`. */
  readonly table: string;
  /** One and many. Default: made from the id. */
  readonly label?: readonly [string, string];
  /** A Tabler icon name. */
  readonly icon?: string;
  /** The fields that name a record, joined by a space. */
  readonly title: readonly [Name, ...Name[]];
  /** What a client may set at creation; all else is refused. */
  readonly create: readonly Name[];
  /** What a client may change; all else is refused. */
  readonly update: readonly Name[];
  readonly access: {
    readonly read: AccessRule<F>;
    readonly create: AccessRule<F>;
    readonly update: AccessRule<F>;
    readonly remove: AccessRule<F>;
  };
  /** Narrows what the actor sees, on every path. No row visible here can be read, changed, found or counted. */
  visible?(viewer: Viewer): Condition;
  readonly list: {
    /** Shown in lists, in this order. */
    readonly columns: readonly (Name | 'createdAt' | 'updatedAt')[];
    /** Each has an index with the default order: see `filterIndex` in the migration. */
    readonly filter: readonly Name[];
    readonly sort: readonly Name[];
    /** The table's search text covers these: see `searchable` in the migration. */
    readonly search?: readonly Name[];
    /** How a list is ordered unless somebody asks otherwise. Default: newest first. */
    readonly order?: { readonly field: Name; readonly direction: 'asc' | 'desc' };
  };
  readonly form?: readonly FormSection<Name>[];
  readonly board?: BoardView<Name>;
  readonly related?: readonly RelatedList[];
  /** Values that no two live records may share; the import offers them as keys. */
  readonly matchOn?: readonly Name[];
  /** A rule over several fields, for every path that writes. Return the problems. */
  check?(values: Partial<FieldValues<F>>): readonly { field: Name; message: string }[];
  /** The fields that `check` looks at: a change that touches none of them needs no look at the record before. */
  readonly checkOn?: readonly Name[];
  /** Fill or correct values before they are written, in the same transaction, on every path that writes. */
  prepare?(
    ctx: Ctx,
    change: Partial<FieldValues<F>>,
    before: Row<F> | undefined,
  ): Promise<Partial<FieldValues<F>>>;
  /** Nouns for verbs: `POST /api/crm/prospects/:id/conversion`. */
  // biome-ignore lint/suspicious/noExplicitAny: each action's input is its own; the schema guards it at run time
  readonly actions?: Readonly<Record<string, ResourceAction<F, any>>>;
  /** May workspaces add fields of their own? Default: yes. */
  readonly customFields?: boolean;
  /** May rows come in by CSV? Default: yes where a client may create. */
  readonly importable?: boolean;
}

/** What `defineResource` gives. */
export interface Resource<F extends Fields = Fields> extends ResourceRef {
  readonly plugin: string;
  readonly noun: string;
  /** The last part of its address: `contacts` in `/api/crm/contacts`. */
  readonly path: string;
  readonly fields: F;
  readonly options: ResourceOptions<F>;
}

function pathOf(id: string, table: string): string {
  const prefix = `${columnName(id.split('.')[0] ?? '').replaceAll('-', '_')}_`;
  return table.slice(prefix.length).replaceAll('_', '-');
}

/**
 * Declare a resource once; the core derives table access, REST, validation, pages, import, export,
 * search, events and live updates. Inert: nothing happens until a plugin names it.
 *
 * @example
 * const fields = { name: text({ required: true }) };
 * export type Company = Row<typeof fields>;
 * export const company = defineResource('crm.company', fields, {
 *   table: 'crm_companies', title: ['name'], create: ['name'], update: ['name'],
 *   access: { read: 'crm:read', create: 'crm:write', update: 'crm:write', remove: 'crm:remove' },
 *   list: { columns: ['name'], filter: ['name'], sort: ['name'], search: ['name'] },
 * });
 */
export function defineResource<const F extends Fields>(
  id: string,
  fields: F,
  options: ResourceOptions<F>,
): Resource<F> {
  const [plugin = '', noun = ''] = id.split('.');
  return Object.freeze({ id, plugin, noun, path: pathOf(id, options.table), fields, options });
}

/** The words for one and for many. @example labelsOf(contact) // ['Contact', 'Contacts'] */
export function labelsOf(resource: Resource): readonly [string, string] {
  return resource.options.label ?? [humanise(resource.noun), humanise(resource.path)];
}
