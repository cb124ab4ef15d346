import pg from 'pg';

const { builtins } = pg.types;

/** `2026-05-01 09:30:00.123+00` → `2026-05-01T09:30:00.123+00:00`, the form PostgreSQL's own JSON has. */
export function instantText(value: string): string {
  return `${value.slice(0, 10)}T${value.slice(11)}:00`;
}

function asIs(value: string): string {
  return value;
}

const parsers = new Map<number, (value: string) => unknown>([
  [builtins.INT8, Number],
  [builtins.DATE, asIs],
  [builtins.TIMESTAMPTZ, instantText],
]);

/** Days and instants stay text and bigint becomes a number: what records hold everywhere. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser(type: number, format?: string) {
    const own = format === 'binary' ? undefined : parsers.get(type);
    return own ?? pg.types.getTypeParser(type, format as 'text');
  },
};
