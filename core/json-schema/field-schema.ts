import { type Field, type FieldKind, humanise } from '../sdk/index.ts';
import { jsonSchema, type Schema } from './json-schema.ts';

const formats: Partial<Record<FieldKind, string>> = {
  email: 'email',
  url: 'uri',
  money: 'int64',
  integer: 'int32',
  number: 'double',
};

/** The schema of one value, with the words a person reads for it. */
export function fieldSchema(name: string, field: Field): Schema {
  const { pattern: _pattern, allOf: _patterns, ...schema } = jsonSchema(field.schema);
  const format = formats[field.kind];
  const description = describe(field);
  return {
    ...schema,
    ...(format && { format }),
    title: field.label ?? humanise(name),
    ...(description && { description }),
    ...(field.default !== undefined && { default: field.default }),
  };
}

function describe(field: Field): string {
  return [field.help, kindNote(field)].filter(Boolean).join(' ');
}

function kindNote(field: Field): string | undefined {
  switch (field.kind) {
    case 'money':
      return `In the minor unit (cents) of the currency${field.currencyField ? ` in \`${field.currencyField}\`` : ''}.`;
    case 'currency':
      return 'ISO 4217 code.';
    case 'reference':
      return `Id of a record of \`${field.target?.().id ?? ''}\`.`;
    case 'user':
      return 'Id of a member of the workspace.';
    case 'choice':
      return choiceNote(field);
    default:
      return undefined;
  }
}

function choiceNote({ choices = [] }: Field): string {
  return `${choices.map(({ value, label }) => `\`${value}\`: ${label}`).join(', ')}.`;
}
