import { z } from 'zod';

export const words = z.string().trim().min(1, 'It must not be empty.');
export const address = z.string().startsWith('/', 'Start it with a slash.');
/** A file of the plugin's `public/` folder. */
export const publicFile = z
  .string()
  .regex(/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/, 'Name a file of your public/ folder, such as "chart.js".');
export const assetShapes = { script: publicFile.optional(), style: publicFile.optional() };
export const order = z.number().optional();
export const count = z.int().positive('It must be a whole number above zero.');
export const permission = z
  .string('Say who may: name a permission. Nothing is open by default.')
  .trim()
  .min(1, 'Say who may: name a permission. Nothing is open by default.');
