import { z } from 'zod';

export const words = z.string().trim().min(1, 'It must not be empty.');
export const address = z.string().startsWith('/', 'Start it with a slash.');
export const order = z.number().optional();
export const count = z.int().positive('It must be a whole number above zero.');
export const permission = z
  .string('Say who may: name a permission. Nothing is open by default.')
  .trim()
  .min(1, 'Say who may: name a permission. Nothing is open by default.');
