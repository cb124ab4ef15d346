import { type AccessRule, type Fields, NotAllowed, type Row, type Viewer } from '../sdk/index.ts';

/** The one place that decides whether somebody may do something. Every door asks here. */
export function allows<F extends Fields>(viewer: Viewer, rule: AccessRule<F>, row?: Row<F>): boolean {
  return typeof rule === 'string' ? viewer.can(rule) : rule(viewer, row);
}

/** @throws NotAllowed with a sentence that says what is missing */
export function authorise<F extends Fields>(viewer: Viewer, rule: AccessRule<F>, row?: Row<F>): void {
  if (allows(viewer, rule, row)) return;
  const missing = typeof rule === 'string' ? ` Ask an admin for the permission ${rule}.` : '';
  throw new NotAllowed(`You may not do this.${missing}`);
}
