import { z } from 'zod';
import { InvalidInput, text } from '../sdk/index.ts';
import { locale, timezone } from '../workspaces/regional-settings.ts';
import { isGuessable } from './password.ts';

export const personName = text({ required: true, max: 100 }).schema;

export const profileInput = z.object({ name: personName, locale, timezone });

export type ProfileInput = z.infer<typeof profileInput>;

/** @throws InvalidInput when it is one of the first guesses for this very person */
export function refuseOwnName(password: string, ...names: readonly string[]): void {
  if (!isGuessable(password, ...names)) return;
  throw new InvalidInput([{ path: ['password'], message: 'Use something else than your name or address.' }]);
}
