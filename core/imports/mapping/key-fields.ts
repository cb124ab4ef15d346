import type { Resource } from '../../sdk/index.ts';
import { recordIdTarget } from './import-target.ts';

/** The fields that may say which record a row is about, best first. */
export function keyFields(resource: Resource): string[] {
  return [recordIdTarget, ...(resource.options.matchOn ?? [])];
}
