import { expect } from 'chai';
import type { Resource } from '../../sdk/index.ts';
import { badValues } from './bad-values.ts';
import { rowCount } from './fingerprint.ts';
import type { Answer, Subject } from './subject.ts';

interface Refusal {
  readonly error?: { readonly problems?: readonly { readonly path: readonly (string | number)[] }[] };
}

const brackets = 10_000;
const noObjects = [
  ...['[]', '"text"', 'null', '7', '{', '{"nonsense":1}'],
  `{"a":${'['.repeat(brackets)}${']'.repeat(brackets)}}`,
];

/** Every field of every route refuses what it cannot be, says where, and nothing is written. */
export function badInput(subject: () => Subject): void {
  let tried = 0;

  before(async () => {
    for (const resource of subject().resources()) await subject().samples.a.of(resource);
  });
  after(() => console.log(`      ${tried} requests tried with bad values`));

  const send = (method: string, path: string, body?: unknown): Promise<Answer> => {
    tried += 1;
    return subject().send(subject().keys.a.owner, method, path, body);
  };

  it('is refused with the field’s path at creation, and nothing is written', async () => {
    const before = await rowCount(subject());
    for (const resource of subject().resources()) {
      const input = await subject().samples.a.input(resource);
      for (const [name, words, value] of badFields(resource, resource.options.create)) {
        const answer = await send('post', baseOf(resource), { ...input, [name]: value });
        expectRefusal(answer, name, `${resource.id}.${name} = ${words}`);
      }
    }
    expect(await rowCount(subject())).to.equal(before);
  });

  it('is refused with the field’s path at change and in bulk, and nothing is written', async () => {
    const before = await rowCount(subject());
    for (const resource of subject().resources()) {
      const record = await subject().samples.a.of(resource);
      for (const [name, words, value] of record ? badFields(resource, resource.options.update) : []) {
        const what = `${resource.id}.${name} = ${words}`;
        const change = { [name]: value };
        expectRefusal(await send('patch', `${baseOf(resource)}/${record?.id}`, change), name, what);
        const bulk = { update: [{ id: record?.id, ...change }] };
        expectRefusal(await send('post', `${baseOf(resource)}/bulk`, bulk), name, `bulk ${what}`);
      }
    }
    expect(await rowCount(subject())).to.equal(before);
  });

  it('is refused in every filter', async () => {
    for (const resource of subject().resources()) {
      for (const name of resource.options.list.filter) {
        for (const operator of ['gte', 'between', 'nonsense', 'contains', 'in']) {
          const path = `${baseOf(resource)}?filter[${name}][${operator}]=${"';--\u0000"}`;
          const answer = await send('get', path);
          const what = `${resource.id} ${name} ${operator}: ${answer.text.slice(0, 200)}`;
          expect(answer.status, what).to.be.oneOf([200, 422]);
        }
      }
    }
  });

  it('is refused where there should be an object, and in every action', async () => {
    for (const resource of subject().resources()) {
      const record = await subject().samples.a.of(resource);
      const nouns = record ? Object.keys(resource.options.actions ?? {}) : [];
      const actions = nouns.map((noun) => `${baseOf(resource)}/${record?.id}/${noun}`);
      for (const path of [baseOf(resource), `${baseOf(resource)}/bulk`, ...actions]) {
        for (const body of noObjects) {
          const answer = await subject().sendText(subject().keys.a.owner, 'post', path, body);
          tried += 1;
          const what = `${path} ${body.slice(0, 20)}: ${answer.text.slice(0, 200)}`;
          expect(answer.status, what).to.be.within(400, 422);
        }
      }
    }
  });

  it('is refused in every route that the plugin wrote by hand', async () => {
    const { contributions } = subject().runtime.registry;
    for (const { plugin, item } of contributions.routes.filter((one) => one.plugin === subject().id)) {
      const path = `/api/${plugin}${item.path.replace(/:\w+/g, 'nonsense')}?nonsense[]=1`;
      const answer = await send(item.method, path, item.method === 'get' ? undefined : { nonsense: {} });
      expect(answer.status, `${item.method} ${path}`).to.be.within(400, 499);
    }
  });
}

function baseOf(resource: Resource): string {
  return `/api/${resource.plugin}/${resource.path}`;
}

function badFields({ fields }: Resource, names: readonly string[]): [string, string, unknown][] {
  return names.flatMap((name) => {
    const field = fields[name];
    const values = field ? badValues(field) : [];
    return values.map(([words, value]): [string, string, unknown] => [name, words, value]);
  });
}

/** Refused with 4xx, and where it could be read at all, with the path of the field. */
function expectRefusal(answer: Answer, field: string, what: string): void {
  const said = `${what}: ${answer.text.slice(0, 200)}`;
  expect(answer.status, said).to.be.oneOf([413, 422]);
  if (answer.status === 413) return;
  const problems = (JSON.parse(answer.text) as Refusal).error?.problems ?? [];
  const isNamed = problems.some(({ path }) => path.includes(field));
  expect(isNamed, said).to.equal(true);
}
