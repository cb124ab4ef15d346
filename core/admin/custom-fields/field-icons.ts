import type { CustomKind } from '../../custom-fields/custom-field.ts';

export const fieldIcons: Readonly<Record<CustomKind, string>> = {
  text: 'letter-case',
  number: 'hash',
  money: 'coins',
  day: 'calendar',
  choice: 'circle-dot',
  multiChoice: 'list-check',
  checkbox: 'checkbox',
  url: 'link',
  relation: 'arrows-left-right',
};
