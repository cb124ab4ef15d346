import type { Registry } from '../kernel/registry.ts';
import type { Contributions } from '../sdk/index.ts';

/** A schedule with whose it is and what must be on for it. */
export interface KnownSchedule {
  readonly plugin: string;
  readonly needs: readonly string[];
  readonly schedule: Contributions['schedules'];
}

export function knownSchedules(registry: Registry): ReadonlyMap<string, KnownSchedule> {
  return new Map(
    registry.contributions.schedules.map(({ plugin, item }): [string, KnownSchedule] => {
      const declaration = registry.plugins.find(({ id }) => id === plugin)?.declaration;
      const needs = declaration?.bridge ? Object.keys(declaration.requires ?? {}) : [plugin];
      return [item.id, { plugin, needs, schedule: item }];
    }),
  );
}
