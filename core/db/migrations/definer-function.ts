import { identifier } from '../statement.ts';

export interface DefinerFunction {
  readonly name: string;
  /** `pattern text, most integer` */
  readonly parameters: string;
  readonly returns: string;
  readonly language: 'sql' | 'plpgsql';
  readonly volatility?: 'stable' | 'volatile';
  readonly body: string;
  /** Tables it touches, with the right it needs there. */
  readonly tables: Readonly<Record<string, string>>;
}

export interface Roles {
  /** The role the app connects as. */
  readonly app: string;
  /** NOLOGIN BYPASSRLS; owns the reviewed functions. */
  readonly definer: string;
}

/** The mark the catalogue lint looks for: a SECURITY DEFINER function made anywhere else is refused. */
export const reviewedMark = 'guildhall: reviewed';

/**
 * A function that looks past row-level security, because only leakproof operators may use an index
 * under it, or because it must answer before a workspace is known. Each is reviewed by hand.
 */
export function definerFunctionSql(definition: DefinerFunction, roles: Roles): string[] {
  const name = identifier(definition.name);
  const types = parameterTypes(definition.parameters);
  const definer = identifier(roles.definer);
  return [
    ...Object.entries(definition.tables).map(
      ([table, right]) => `grant ${right} on ${identifier(table)} to ${definer}`,
    ),
    `create or replace function ${name}(${definition.parameters}) returns ${definition.returns}
     language ${definition.language} ${definition.volatility ?? 'stable'} security definer
     set search_path = pg_catalog, public, pg_temp as $body$${definition.body}$body$`,
    `comment on function ${name}(${types}) is '${reviewedMark}'`,
    `revoke all on function ${name}(${types}) from public`,
    `grant execute on function ${name}(${types}) to ${identifier(roles.app)}`,
    // The definer may create in the schema since the roles were prepared. Granting it here would run
    // into other processes that prepare theirs at the same time.
    `alter function ${name}(${types}) owner to ${definer}`,
  ];
}

function parameterTypes(parameters: string): string {
  if (parameters.trim() === '') return '';
  return parameters
    .split(',')
    .map((one) => one.trim().split(/\s+/).slice(1).join(' '))
    .join(', ');
}
