import type { Scope } from '../../core/scope.ts';
import type { TestApp } from '../../core/testing/boot-test-app.ts';
import { rowsOf } from './import-app.ts';

export interface StoredPerson {
  readonly id: string;
  readonly version: number;
  readonly first_name: string | null;
  readonly last_name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly street: string | null;
  readonly city: string | null;
  readonly notes: string | null;
  readonly tags: string[];
  readonly owner_id: string | null;
  readonly organization: string | null;
  readonly birthday: string | null;
  readonly budget_minor: number | null;
  readonly currency: string;
  readonly newsletter: boolean;
}

/** Live people of the workspace by family name, with the name of their organization. */
export function peopleIn(app: TestApp, scope: Scope): Promise<StoredPerson[]> {
  return rowsOf<StoredPerson>(
    app,
    scope,
    `select p.*, o.name as organization from address_book_people p
     left join address_book_organizations o on o.workspace_id = p.workspace_id and o.id = p.organization_id
     where p.removed_at is null order by p.last_name, p.email`,
  );
}

export interface StoredFailure {
  readonly row: number;
  readonly line: number;
  /** `field|message` of the first problem. */
  readonly problem: string;
}

export function failuresOf(app: TestApp, scope: Scope, importId: string): Promise<StoredFailure[]> {
  return rowsOf<StoredFailure>(
    app,
    scope,
    `select row_number as row, line_number as line,
       concat(problems -> 0 ->> 'field', '|', problems -> 0 ->> 'message') as problem
     from import_failures where import_id = '${importId}' order by row_number`,
  );
}

export function thrownBy(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}
