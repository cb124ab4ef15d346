import type { OpenCtx } from '../../context/open-ctx.ts';
import type { DataSubject, Erasure } from '../../sdk/index.ts';

/** Something that holds data about people in a workspace: the core, or one part of a plugin. */
export interface PersonalDataSource {
  readonly id: string;
  /** `core`, or the plugin's id: each gets a file of its own. */
  readonly owner: string;
  readonly title: string;
  export(ctx: OpenCtx, person: DataSubject): Promise<readonly Readonly<Record<string, unknown>>[]>;
  erase(ctx: OpenCtx, person: DataSubject): Promise<Erasure>;
}
