import { z } from 'zod';

/** What the reference page and an error say about a variable. */
export interface VariableNotes {
  readonly description: string;
  readonly fix: string;
  readonly example: string;
  readonly secret?: boolean;
}

export const notes = z.registry<VariableNotes>();
