import { z } from 'zod';
import { NotFound } from '../sdk/index.ts';

const uuid = z.uuid();

/** An id out of an address. @throws NotFound for what is no id */
export function uuidOf(text: string): string {
  const parsed = uuid.safeParse(text);
  if (!parsed.success) throw new NotFound('There is nothing here.');
  return parsed.data;
}
