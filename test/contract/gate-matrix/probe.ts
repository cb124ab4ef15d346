import type { ContributionKey } from '../../../core/sdk/index.ts';
import type { GateApp } from './gate-app.ts';

/** What somebody finds at a surface. `refused`: it is known, and its plugin is held back. */
export type Answer = 'open' | 'refused' | 'absent';

/** Where the plugin stands while a surface is looked at. */
export type Standing = 'on' | 'off here' | 'disabled' | 'quarantined' | 'held back';

/** One surface where a contribution shows. */
export interface Probe {
  readonly surface: string;
  /** A real look from outside, as its user would take it. */
  look(app: GateApp): Promise<Answer>;
  /** Where it differs from what the gate usually comes to. */
  readonly expected?: Partial<Readonly<Record<Standing, Answer>>>;
}

export type Probes = Readonly<Record<ContributionKey, readonly Probe[]>>;

const usual: Readonly<Record<Standing, Answer>> = {
  on: 'open',
  'off here': 'absent',
  disabled: 'absent',
  quarantined: 'absent',
  'held back': 'refused',
};

export function expectedOf({ expected }: Probe, standing: Standing): Answer {
  return expected?.[standing] ?? usual[standing];
}

/** It is named there, and none of the plugin's code runs for that. */
export const onlyNamed = { 'held back': 'open' } as const;
/** A surface of the instance, which knows no switches of workspaces. */
export const ofInstance = { 'off here': 'open' } as const;
