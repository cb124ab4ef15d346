import { type RequestHandler, Router } from 'express';
import { render } from '../../admin/render.ts';
import { goOn } from '../../admin/routes/answer-form.ts';
import { type Asked, page } from '../../admin/routes/asked.ts';
import { leaveNotice } from '../../admin/shell/notice.ts';
import { textsOf } from '../../http/form-body.ts';
import { parameterOf } from '../../http/locals.ts';
import { noTrouble, type Trouble, troubleOf } from '../../http/pages/form-trouble.ts';
import { publicAddress } from '../../http/public-address.ts';
import { uuidOf } from '../../http/uuid-of.ts';
import {
  type MadeEndpoint,
  makeEndpoint,
  offeredWebhooks,
  redeliver,
  removeEndpoint,
  renewEndpointSecret,
} from '../endpoints.ts';
import { type Endpoint, listEndpoints } from '../list-endpoints.ts';

/** The addresses at which a workspace is called from outside; below `/w/:slug`. */
export function webhookPages(): RequestHandler {
  const router = Router({ mergeParams: true, caseSensitive: true });
  const base = '/settings/webhooks';
  router.get(
    base,
    page((asked) => show(asked, noTrouble, null)),
  );
  router.post(base, page(make));
  router.post(`${base}/:id/secret`, page(renew));
  router.post(`${base}/:id/removal`, page(remove));
  router.post(`${base}/deliveries/:id/redelivery`, page(again));
  return router;
}

async function make(asked: Asked): Promise<void> {
  let made: MadeEndpoint | null = null;
  const trouble = await troubleOf(async () => {
    made = await makeEndpoint(
      asked.runtime,
      asked.scope,
      textsOf(asked.request, 'webhook', 'label', 'secret'),
    );
  });
  await show(asked, trouble ?? noTrouble, made);
}

async function renew(asked: Asked): Promise<void> {
  const id = uuidOf(parameterOf(asked.request, 'id'));
  await show(asked, noTrouble, await renewEndpointSecret(asked.runtime, asked.scope, id, {}));
}

async function remove(asked: Asked): Promise<void> {
  const { runtime, scope, translate, request, response } = asked;
  await removeEndpoint(runtime, scope, uuidOf(parameterOf(request, 'id')));
  leaveNotice(response, translate('settings.webhooks.was-removed'));
  goOn(request, response, baseOf(asked));
}

async function again(asked: Asked): Promise<void> {
  const { runtime, scope, translate, request, response } = asked;
  await redeliver(runtime, scope, uuidOf(parameterOf(request, 'id')));
  leaveNotice(response, translate('settings.webhooks.again'));
  goOn(request, response, baseOf(asked));
}

async function show(asked: Asked, trouble: Trouble, made: MadeEndpoint | null): Promise<void> {
  const { runtime, scope, translate, request, response } = asked;
  const endpoints = await listEndpoints(runtime, scope);
  const typed = made ? { webhook: '', label: '' } : textsOf(request, 'webhook', 'label');
  response.status(trouble.status);
  await render(request, response, 'settings/webhooks', {
    title: translate('settings.webhooks.title'),
    action: baseOf(asked),
    ...{ problems: trouble.problems, notice: trouble.notice, values: { label: typed.label } },
    webhooks: offeredWebhooks(runtime, scope).map(({ item }) => ({
      ...{ value: item.id, label: item.title, isSelected: item.id === typed.webhook },
    })),
    made: made && { address: made.path && addressOf(asked, made.path), secret: made.secret },
    endpoints: endpoints.map((endpoint) => endpointView(asked, endpoint)),
  });
}

function endpointView(asked: Asked, endpoint: Endpoint) {
  const base = baseOf(asked);
  const until = endpoint.previousUntil;
  return {
    ...endpoint,
    previousUntil: until && Date.parse(until) > asked.runtime.now().getTime() ? until : null,
    secretAction: `${base}/${endpoint.id}/secret`,
    removalAction: `${base}/${endpoint.id}/removal`,
    deliveries: endpoint.deliveries.map((one) => ({
      ...one,
      stateWords: asked.translate(`settings.webhooks.state.${one.state}`),
      again: one.state === 'waiting' ? null : `${base}/deliveries/${one.id}/redelivery`,
    })),
  };
}

function baseOf({ scope }: Asked): string {
  return `/w/${scope.workspace.slug}/settings/webhooks`;
}

/** What the sender is given: as people type it, or as this page was asked for. */
function addressOf({ runtime, request }: Asked, path: string): string {
  return `${publicAddress(runtime.config, request)}${path}`;
}
