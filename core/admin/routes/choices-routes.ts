import { Router } from 'express';
import { type Condition, where } from '../../sdk/index.ts';
import { matchingOffered } from '../forms/reference-options.ts';
import { render } from '../render.ts';
import { type AskedOfResource, resourcePage } from './asked.ts';

const mostChoices = 8;

/** Records to choose from, while somebody types in a field that points at them. */
export function choicesRoutes(): Router {
  const router = Router({ mergeParams: true });
  router.get('/:plugin/:path/choices', resourcePage(showChoices));
  return router;
}

async function showChoices(asked: AskedOfResource): Promise<void> {
  const { runtime, scope, resource, query, request, response } = asked;
  const typed = [...query].find(([name]) => name === 'q' || name.endsWith('.words'))?.[1] ?? '';
  const looking = { runtime, scope, target: resource };
  const choices = await matchingOffered(looking, typed.slice(0, 200), mostChoices, within(asked));
  const list = /^[\w-]{1,80}$/.exec(String(request.headers['hx-target'] ?? ''))?.[0] ?? 'choices';
  await render(request, response, 'resource/choices', { choices, list });
}

const uuid = /^[0-9a-f-]{36}$/i;

/** `pipelineId=…`: only those that belong to it, where records of this kind can. */
function within({ resource, query }: AskedOfResource): Condition | null {
  for (const [name, value] of query) {
    const kind = Object.hasOwn(resource.fields, name) ? resource.fields[name]?.kind : null;
    if (kind === 'reference' && uuid.test(value)) return where(name, 'is', value);
  }
  return null;
}
