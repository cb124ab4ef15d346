import type { Registry } from '../kernel/registry.ts';
import type { Contributions } from '../sdk/index.ts';

/** A schedule with whose it is and what must be on for it. */
export interface KnownSchedule {
  readonly plugin: string;
  readonly needs: readonly string[];
  readonly schedule: Contributions['schedules'];
}

/** Those whose plugins run now: what is held keeps its place, and catches up as it says once it is let go. */
export function runningSchedules(
  { plugins }: Pick<Registry, 'plugins'>,
  known: ReadonlyMap<string, KnownSchedule>,
): string[] {
  const running = new Set(plugins.filter(({ state }) => state === 'enabled').map(({ id }) => id));
  const runs = ({ plugin, needs }: KnownSchedule) => [plugin, ...needs].every((id) => running.has(id));
  return [...known].filter(([, one]) => runs(one)).map(([id]) => id);
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
