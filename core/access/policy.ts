import { type AccessRule, type Fields, NotAllowed, type Row, type Viewer } from '../sdk/index.ts';
import { readOnlySentence } from './assert-writable.ts';

/** The one place that decides whether somebody may do something. Every door asks here. */
export function allows<F extends Fields>(viewer: Viewer, rule: AccessRule<F>, row?: Row<F>): boolean {
  return typeof rule === 'string' ? viewer.can(rule) : rule(viewer, row);
}

/** @throws NotAllowed with a sentence that says what is missing */
export function authorise<F extends Fields>(viewer: Viewer, rule: AccessRule<F>, row?: Row<F>): void {
  if (allows(viewer, rule, row)) return;
  throw new NotAllowed(refusalOf(viewer, rule));
}

function refusalOf<F extends Fields>({ workspace }: Viewer, rule: AccessRule<F>): string {
  if (workspace.readOnly) return readOnlySentence(workspace.readOnly);
  return `You may not do this.${typeof rule === 'string' ? ` Ask an admin for the permission ${rule}.` : ''}`;
}
