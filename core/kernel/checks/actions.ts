import { recordVerbs, verbsOf } from '../../actions/catalogue/record-verbs.ts';
import { longestToolName, toolName } from '../../actions/tool-name.ts';
import type { Fields, Resource, ResourceAction } from '../../sdk/index.ts';
import { complaint } from '../problem.ts';
import type { Check } from './check.ts';
import { kebabCase } from './identity.ts';

/** Last parts of a record's address that are the core's own. */
const taken = new Set(['restoration', 'edit', 'history', 'trash']);
/** Verbs that every resource has, each an action of its own accord. */
const verbs: ReadonlySet<string> = new Set(recordVerbs);

export const checkActions: Check = function* ({ resources = [] }) {
  for (const { id, options } of resources) {
    for (const noun of Object.keys(options.actions ?? {})) {
      const path = `resource ${id}.actions.${noun}`;
      if (!kebabCase.test(noun)) yield complaint(path, 'Name it by a kebab-case noun, such as "conversion".');
      if (taken.has(noun))
        yield complaint(path, `"${noun}" is an address of the core's own. Choose another noun.`);
      if (verbs.has(noun))
        yield complaint(path, `Every resource can "${noun}" already. Choose another noun.`);
    }
  }
};

/** Each action is also a tool, whose name has a form and belongs to it alone. */
export const checkToolNames: Check = function* ({ resources = [], actions = [] }) {
  const seen = new Map<string, string>();
  for (const { place, id } of [
    ...resources.flatMap(idsOf),
    ...actions.map(({ id }) => ({ place: `action ${id}`, id })),
  ]) {
    const name = toolName(id);
    if (name.length > longestToolName) {
      const fix = 'Shorten the plugin’s id, the noun or the verb.';
      yield complaint(
        place,
        `"${name}" would be the name of its tool, with more than ${longestToolName} characters. ${fix}`,
      );
    }
    const other = seen.get(name);
    if (other !== undefined)
      yield complaint(place, `Its tool would be called "${name}" like that of ${other}. Rename one.`);
    seen.set(name, place);
  }
};

function idsOf(resource: Resource): { place: string; id: string }[] {
  const nouns = Object.keys(resource.options.actions ?? {});
  return [...verbsOf(resource), ...nouns].map((verb) => ({
    place: `resource ${resource.id}, action ${verb}`,
    id: `${resource.id}.${verb}`,
  }));
}

/** What leaves the house cannot be rolled back, so its preview cannot be a try. */
export const checkPreviews: Check = function* ({ resources = [], actions = [] }) {
  const nouns = resources.flatMap(({ id, options }) =>
    Object.entries(options.actions ?? {}).map(([noun, action]) => ({
      place: `resource ${id}.actions.${noun}.preview`,
      ...(action as ResourceAction<Fields>),
    })),
  );
  const declared = actions.map((action) => ({ place: `action ${action.id}.preview`, ...action }));
  for (const { place, effect, preview } of [...nouns, ...declared]) {
    if ((effect === 'send' || effect === 'money') && !preview)
      yield complaint(place, 'What it does cannot be rolled back: say with preview what it would do.');
  }
};
