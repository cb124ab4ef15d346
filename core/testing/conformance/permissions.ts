import { expect } from 'chai';
import { v7 as newId } from 'uuid';
import { newToken } from '../../api-keys/key-token.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import type { PlannedRequest } from './request-plan.ts';
import { requestsNaming } from './request-plan.ts';
import type { Subject } from './subject.ts';

/** Every address asks for a permission of its own, and a right to look is no right to change. */
export function permissions(subject: () => Subject): void {
  let records: Map<string, string>;
  let tried = 0;

  before(async () => {
    records = new Map();
    for (const resource of subject().resources()) {
      records.set(resource.id, (await subject().samples.a.of(resource))?.id ?? '');
    }
  });
  after(() => console.log(`      ${tried} requests tried without the permission`));

  const ask = async (key: string | null, request: PlannedRequest, id: string): Promise<number> => {
    tried += 1;
    return (await subject().send(key, request.method, request.path(id), request.body?.(id))).status;
  };

  it('lets nobody in who is not signed in', async () => {
    for (const resource of subject().resources()) {
      for (const request of requestsNaming(resource)) {
        expect(await ask(null, request, records.get(resource.id) ?? ''), request.name).to.equal(401);
      }
    }
  });

  it('refuses a key that may do nothing of the plugin', async () => {
    const key = await keyWith(subject(), (name) => !name.startsWith(`${subject().id}:`));
    for (const resource of subject().resources()) {
      for (const request of requestsNaming(resource)) {
        const status = await ask(key, request, records.get(resource.id) ?? '');
        expect(status, `${resource.id} ${request.name}`).to.be.oneOf([403, 404]);
      }
    }
  });

  it('refuses every change to a key that may only look', async () => {
    const looking = new Set(
      subject()
        .resources()
        .map(({ options }) => options.access.read),
    );
    const key = await keyWith(subject(), (name) => looking.has(name));
    for (const resource of subject().resources().filter(isGuardedByName)) {
      for (const request of requestsNaming(resource).filter(({ method }) => method !== 'get')) {
        const status = await ask(key, request, records.get(resource.id) ?? '');
        expect(status, `${resource.id} ${request.name}`).to.be.oneOf([403, 404, 422]);
        if (status === 422)
          expect(request.name, 'only an empty change may be called bad').to.match(/bulk|nothing/);
      }
    }
  });
}

/** A resource whose changes ask for another permission than looking does. */
function isGuardedByName({ options: { access } }: { options: { access: Record<string, unknown> } }): boolean {
  return [access.create, access.update, access.remove].every(
    (rule) => typeof rule === 'string' && rule !== access.read,
  );
}

/** An API key of workspace A's owner with those permissions only. */
async function keyWith(
  { runtime, workspaces }: Subject,
  holds: (permission: string) => boolean,
): Promise<string> {
  const { token, prefix, hash } = newToken();
  await inWorkspace(runtime.database, workspaces.a.id, (unit) =>
    unit.from('api_keys').insert({
      workspace_id: workspaces.a.id,
      id: newId(),
      name: 'Narrow key',
      prefix,
      secret_hash: hash,
      user_id: workspaces.a.people.owner.id,
      scopes: [...runtime.registry.permissions.keys()].filter(holds),
    }),
  );
  return token;
}
