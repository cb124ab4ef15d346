import type { Plugin } from '../../sdk/index.ts';
import { type Complaint, complaint } from '../problem.ts';
import type { Check } from './check.ts';

const segment = /^(:[a-z][a-zA-Z0-9]*|[a-z0-9][a-z0-9.-]*)$/;

interface Address {
  readonly place: string;
  readonly path: string;
  /** Two of a kind may not share one. */
  readonly key: string;
  readonly input: unknown;
}

/** Pages stand beside the lists of their plugin's resources, so an address leads to one thing only. */
export const checkPageAddresses: Check = function* (plugin) {
  const pages = (plugin.pages ?? []).map(({ path, input }) => addressOf('page', path, '', input));
  const open = (plugin.publicPages ?? []).map(({ method, path, input }) =>
    addressOf(`public page ${method}`, path, method, input),
  );
  yield* checkWords([...pages, ...open]);
  yield* checkTaken(plugin, pages);
  yield* checkShared(pages);
  yield* checkShared(open);
};

function addressOf(word: string, path: string, method: string, input: unknown): Address {
  return { place: `${word} ${path}`, path, key: `${method} ${path.replace(/:[^/]+/g, ':')}`, input };
}

function* checkWords(addresses: readonly Address[]): Iterable<Complaint> {
  for (const { place, path, input } of addresses) {
    const [before, ...parts] = path.split('/');
    if (path !== '/' && (before !== '' || !parts.every((part) => segment.test(part)))) {
      yield complaint(place, 'Start its path with a slash; its parts are kebab-case words or :names.');
    }
    if (parts[0]?.startsWith(':')) {
      yield complaint(place, 'Start its path with a word: a :name there would catch everything.');
    }
    yield* checkNames(place, parts, input);
  }
}

/** A `:name` that the input does not take would make every call fail. */
function* checkNames(place: string, parts: readonly string[], input: unknown): Iterable<Complaint> {
  const { shape } = input as { shape?: Record<string, unknown> };
  const names = parts.filter((part) => part.startsWith(':')).map((part) => part.slice(1));
  for (const name of shape ? names.filter((one) => !(one in shape)) : []) {
    yield complaint(`${place}.input`, `It does not take "${name}", which stands in the path. Add it.`);
  }
}

function* checkTaken({ resources = [] }: Plugin, pages: readonly Address[]): Iterable<Complaint> {
  for (const { place, path } of pages) {
    const first = path.split('/')[1];
    const owner = resources.find((resource) => resource.path === first);
    if (owner) yield complaint(place, `/${first} is the address of ${owner.id}. Start with another word.`);
  }
}

function* checkShared(addresses: readonly Address[]): Iterable<Complaint> {
  const seen = new Set<string>();
  for (const { place, key } of addresses) {
    if (seen.has(key)) yield complaint(place, 'Another of its pages has the same address. Remove one.');
    seen.add(key);
  }
}
