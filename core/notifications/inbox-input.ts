import { z } from 'zod';
import { NotFound } from '../sdk/index.ts';

const uuid = z.uuid();
const instant = z.iso.datetime({ offset: true });

/** @throws NotFound for what is no id */
export function uuidOf(text: string): string {
  const parsed = uuid.safeParse(text);
  if (!parsed.success) throw new NotFound('There is no such message.');
  return parsed.data;
}

/** An address may hold anything; what is no moment asks for the newest. */
export function instantOf(text: string | null): string | null {
  return instant.safeParse(text).data ?? null;
}
