import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

export type Tree = Record<string, unknown>;

/** Do real answers look as the document says? */
export interface Conformance {
  /** What does not fit; empty when all does. */
  problemsOf(call: { method: string; path: string; status: number }, body: unknown): string[];
}

export function conformanceTo(document: Tree): Conformance {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(document, 'api');
  return {
    problemsOf({ method, path, status }, body) {
      const answer = at(document, 'paths', path, method.toLowerCase(), 'responses', String(status));
      if (!answer) return [`${method} ${path} should never answer ${status}.`];
      const pointer = schemaPointer(answer as Tree, [
        'paths',
        path,
        method.toLowerCase(),
        'responses',
        String(status),
      ]);
      const validate = ajv.compile({ $ref: `api#${pointer}` });
      if (validate(body)) return [];
      return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
    },
  };
}

function schemaPointer(answer: Tree, path: readonly string[]): string {
  const base = typeof answer.$ref === 'string' ? answer.$ref.slice(1) : pointerTo(path);
  return `${base}/content/application~1json/schema`;
}

function pointerTo(path: readonly string[]): string {
  const parts = path.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')));
  return parts.map((part) => `/${part}`).join('');
}

export function at(tree: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((part, key) => (part as Tree | undefined)?.[key], tree);
}
