import type { Resource } from '../../sdk/index.ts';
import { type Complaint, complaint } from '../problem.ts';
import type { Check } from './check.ts';

/** A record can be created at all: what is required can be given, has a default or is filled in. */
export const checkCreation: Check = function* ({ resources = [] }) {
  for (const resource of resources) {
    if (resource.options.create.length > 0 && !resource.options.prepare) yield* checkRequiredFields(resource);
  }
};

function* checkRequiredFields({ id, fields, options }: Resource): Iterable<Complaint> {
  for (const [name, field] of Object.entries(fields)) {
    if (!field.required || field.default !== undefined || options.create.includes(name)) continue;
    const fix = 'Add it to create, give it a default, or fill it in prepare.';
    yield complaint(`resource ${id}.${name}`, `It is required, and nobody can give it. ${fix}`);
  }
}
