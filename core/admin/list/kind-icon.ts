import type { FieldKind } from '../../sdk/index.ts';

const icons: Readonly<Record<FieldKind, string>> = {
  text: 'letter-case',
  longText: 'align-left',
  email: 'at',
  phone: 'phone',
  url: 'link',
  integer: 'hash',
  number: 'decimal',
  money: 'coins',
  currency: 'coin',
  day: 'calendar',
  instant: 'clock',
  checkbox: 'checkbox',
  choice: 'circle-dot',
  tags: 'tag',
  reference: 'arrow-up-right',
  user: 'user-circle',
};

/** The sign of a kind of field. */
export function kindIcon(kind: FieldKind): string {
  return icons[kind];
}

const numberKinds = new Set<FieldKind>(['integer', 'number', 'money']);

/** Kinds that line up on the right, so that digits stand under digits. */
export function isNumberKind(kind: FieldKind): boolean {
  return numberKinds.has(kind);
}
