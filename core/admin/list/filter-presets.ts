import type { FieldKind } from '../../sdk/index.ts';

/** Ranges of time that people ask for most, by the key of their words. */
interface Preset {
  readonly key: string;
  readonly operator: 'is' | 'between' | 'lt' | 'gte';
  readonly value: string;
}

const days: readonly Preset[] = [
  { key: 'today', operator: 'is', value: 'today' },
  { key: 'past', operator: 'lt', value: 'today' },
  { key: 'next-7', operator: 'between', value: 'today,today+7d' },
  { key: 'next-30', operator: 'between', value: 'today,today+30d' },
  { key: 'last-7', operator: 'between', value: 'today-7d,today' },
  { key: 'last-30', operator: 'between', value: 'today-30d,today' },
];

const moments: readonly Preset[] = [
  { key: 'past', operator: 'lt', value: 'now' },
  { key: 'future', operator: 'gte', value: 'now' },
  { key: 'last-7', operator: 'between', value: 'now-7d,now' },
  { key: 'last-30', operator: 'between', value: 'now-30d,now' },
];

export function presetsFor(kind: FieldKind): readonly Preset[] {
  if (kind === 'day') return days;
  return kind === 'instant' ? moments : [];
}
