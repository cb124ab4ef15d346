import type { Plugin, Route } from '../../sdk/index.ts';
import { type Complaint, complaint } from '../problem.ts';
import type { Check } from './check.ts';

const segment = /^(:[a-z][a-zA-Z0-9]*|[a-z0-9][a-z0-9.-]*)$/;

export const checkRoutes: Check = function* (plugin) {
  const seen = new Set<string>();
  for (const route of plugin.routes ?? []) {
    const name = `${route.method} ${route.path}`;
    const address = name.replace(/:[^/]+/g, ':');
    yield* checkPath(plugin, route);
    yield* checkParameters(route);
    if (seen.has(address))
      yield complaint(`route ${name}`, 'Another of its routes has the same address. Remove one.');
    seen.add(address);
  }
};

function* checkPath({ resources = [] }: Plugin, { method, path }: Route): Iterable<Complaint> {
  const [before, first = '', ...rest] = path.split('/');
  const where = `route ${method} ${path}`;
  if (before !== '' || ![first, ...rest].every((part) => segment.test(part))) {
    yield complaint(where, 'Start its path with a slash; its parts are kebab-case words or :names.');
  }
  if (first.startsWith(':'))
    yield complaint(where, 'Start its path with a word: a :name there would catch everything.');
  const owner = resources.find((resource) => first !== '' && resource.path === first);
  if (owner) yield complaint(where, `/${first} is the address of ${owner.id}. Start with another word.`);
}

/** A `:name` that the input does not take would make every call fail. */
function* checkParameters({ method, path, input }: Route): Iterable<Complaint> {
  const shape = (input as { shape?: Record<string, unknown> }).shape;
  const names = path.split('/').filter((part) => part.startsWith(':'));
  for (const name of shape ? names.map((part) => part.slice(1)) : []) {
    if (shape && !(name in shape)) {
      yield complaint(
        `route ${method} ${path}.input`,
        `It does not take "${name}", which stands in the path. Add it.`,
      );
    }
  }
}
