import { complaint } from '../problem.ts';
import type { Check } from './check.ts';
import { kebabCase } from './identity.ts';

/** Last parts of a record's address that are the core's own. */
const taken = new Set(['restoration', 'placement', 'edit', 'history', 'trash']);

export const checkActions: Check = function* ({ resources = [] }) {
  for (const { id, options } of resources) {
    for (const noun of Object.keys(options.actions ?? {})) {
      const path = `resource ${id}.actions.${noun}`;
      if (!kebabCase.test(noun)) yield complaint(path, 'Name it by a kebab-case noun, such as "conversion".');
      if (taken.has(noun))
        yield complaint(path, `"${noun}" is an address of the core's own. Choose another noun.`);
    }
  }
};
