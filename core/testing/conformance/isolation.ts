import { expect } from 'chai';
import { v7 as newId } from 'uuid';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import { fingerprint } from './fingerprint.ts';
import { type PlannedRequest, requestsNaming, requestsPointingAt } from './request-plan.ts';
import type { Answer, Subject } from './subject.ts';

const systemFields = [
  ...['workspaceId', 'workspace_id', 'id', 'createdAt', 'updatedAt', 'removedAt', 'version', '__proto__'],
];

/** The same question with a stranger's id must read exactly like one with an id that never was. */
export function isolation(subject: () => Subject): void {
  let inputs: Map<string, Record<string, unknown>>;
  let own: Map<string, RecordJson | null>;
  let tried = 0;

  before(async () => {
    const { a: theirs, b: ours } = subject().samples;
    inputs = new Map();
    own = new Map();
    for (const resource of subject().resources()) {
      await theirs.of(resource);
      own.set(resource.id, await ours.of(resource));
      inputs.set(resource.id, await ours.input(resource));
    }
  });
  after(() => console.log(`      ${tried} requests tried with ids of another workspace`));

  const ask = (request: PlannedRequest, id: string): Promise<Answer> =>
    subject().send(subject().keys.b.owner, request.method, request.path(id), request.body?.(id));

  async function compare(request: PlannedRequest, id: string): Promise<void> {
    const random = newId();
    const [asked, never] = [await ask(request, id), await ask(request, random)];
    tried += 1;
    expect(blur(asked, id), request.name).to.deep.equal(blur(never, random));
    if (request.method !== 'get') expect(asked.status, request.name).to.be.within(400, 499);
  }

  it('answers a stranger’s id like a random one, by id, in bodies and in filters, and changes nothing', async () => {
    const before = await fingerprint(subject());
    for (const resource of subject().resources()) {
      const record = await subject().samples.a.of(resource);
      if (!record) continue;
      const pointing = requestsPointingAt(
        subject().runtime,
        resource,
        (one) => inputs.get(one.id) ?? {},
        (one) => own.get(one.id) ?? null,
      );
      for (const request of [...requestsNaming(resource), ...pointing]) await compare(request, record.id);
    }
    expect(tried).to.be.at.least(subject().resources().length * 9);
    expect(await fingerprint(subject())).to.equal(before);
  });

  it('never shows a stranger’s record in a list, a search or a file', async () => {
    for (const resource of subject().resources()) {
      const record = await subject().samples.a.of(resource);
      if (!record) continue;
      const base = `/api/${resource.plugin}/${resource.path}`;
      const search = resource.options.list.search ? [`${base}?q=sample`] : [];
      for (const path of [
        `${base}?limit=200&total=exact`,
        `${base}?removed=true`,
        ...search,
        `${base}/export.csv`,
      ]) {
        const answer = await subject().send(subject().keys.b.owner, 'get', path);
        expect(answer.status, path).to.equal(200);
        expect(answer.text, path).to.not.include(record.id);
        tried += 1;
      }
    }
  });

  it('refuses workspace ids and other system fields in every body', async () => {
    const { keys, workspaces, sendText, resources } = subject();
    for (const resource of resources().filter(({ options }) => options.create.length > 0)) {
      const input = inputs.get(resource.id) ?? {};
      const path = `/api/${resource.plugin}/${resource.path}`;
      for (const name of systemFields) {
        const body = `{${JSON.stringify(name)}: ${JSON.stringify(workspaces.a.id)}, ${JSON.stringify(input).slice(1)}`;
        const answer = await sendText(keys.b.owner, 'post', path, body);
        expect(answer.status, `${resource.id} with ${name}`).to.equal(422);
        tried += 1;
      }
    }
  });
}

/** An answer without what may rightly differ. */
function blur({ status, text, headers }: Answer, id: string): object {
  const { 'content-type': type, 'cache-control': cache } = headers;
  const calm = text.replaceAll(id, '<id>').replace(/"(requestId|at)":"[^"]*"/g, '');
  return { status, type, cache, text: calm };
}
