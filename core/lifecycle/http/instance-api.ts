import { basename } from 'node:path';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { instanceAdminOf } from '../../http/instance-admin.ts';
import { parameterOf } from '../../http/locals.ts';
import { receiveUpload } from '../../http/receive-upload.ts';
import { answerData } from '../../http/resources/answer.ts';
import { pluginLimits } from '../../packages/archive/archive-limits.ts';
import { installPackage } from '../../packages/install-package.ts';
import {
  lookAgain,
  offerFolder,
  offerFromRegistry,
  offerUpload,
} from '../../packages/offers/offer-package.ts';
import { readWhole } from '../../packages/offers/read-whole.ts';
import { assertMayInstall } from '../../packages/offers/ways-to-install.ts';
import { parseInput } from '../../parse-input.ts';
import type { Runtime } from '../../runtime.ts';
import { InvalidInput, NotFound } from '../../sdk/index.ts';
import type { Person } from '../../users/person.ts';
import { archiveFolder } from '../archives/archive-folder.ts';
import { findArchive, listArchives } from '../archives/list-archives.ts';
import { packArchive } from '../archives/pack-archive.ts';
import { putBack } from '../archives/put-back.ts';
import { auditActorOf } from '../audit-actor.ts';
import { moveState } from '../move-state.ts';
import { pluginDetails } from '../overview/plugin-details.ts';
import { pluginOverviews } from '../overview/plugin-overview.ts';
import { askRestart } from '../restart.ts';
import { uninstallPlugin } from '../uninstall/uninstall-plugin.ts';
import { detailsJson, overviewJson } from './plugin-json.ts';

interface Asked {
  readonly runtime: Runtime;
  readonly person: Person;
  readonly request: Request;
  readonly response: Response;
}

type Handler = (asked: Asked) => Promise<void>;

/** The plugins of the instance for programs, below `/api/instance`. */
export function instanceApi(runtime: Runtime): RequestHandler {
  const router = Router({ caseSensitive: true });
  const route = (handle: Handler): RequestHandler => {
    return (request, response) => handle({ runtime, person: instanceAdminOf(response), request, response });
  };
  router.get('/instance/plugins', route(list));
  router.get('/instance/plugins/:id', route(get));
  router.put('/instance/plugins/:id/state', route(move));
  router.post('/instance/plugins/:id/uninstallation', route(uninstall));
  router.post('/instance/plugin-packages', route(offer));
  router.get('/instance/plugin-packages/:sha256', route(getOffer));
  router.post('/instance/plugin-packages/:sha256/installation', route(install));
  router.get('/instance/plugin-archives', route(archives));
  router.get('/instance/plugin-archives/:name', route(archive));
  router.get('/instance/plugin-archives/:name/archive.tgz', route(download));
  router.post('/instance/plugin-archives/:name/restoration', route(restore));
  router.post('/instance/restart', route(restart));
  return router;
}

async function list({ runtime, response }: Asked): Promise<void> {
  answerData(response, 200, (await pluginOverviews(runtime)).map(overviewJson));
}

async function get({ runtime, request, response }: Asked): Promise<void> {
  answerData(response, 200, detailsJson(await pluginDetails(runtime, parameterOf(request, 'id'))));
}

const moving = z.strictObject({
  state: z.enum(['enabled', 'disabled', 'quarantined']),
  reason: z.string().trim().min(1).max(500),
});

async function move({ runtime, person, request, response }: Asked): Promise<void> {
  const { state, reason } = parseInput(moving, request.body ?? {});
  const to = state === 'enabled' ? 'installed' : state;
  const moved = await moveState(runtime, parameterOf(request, 'id'), to, {
    by: auditActorOf(person),
    reason,
  });
  answerData(response, 200, { from: moved.from, to: moved.to });
}

const confirmation = z.strictObject({ confirm: z.string(), reason: z.string().trim().min(1).max(500) });

async function uninstall({ runtime, person, request, response }: Asked): Promise<void> {
  const id = parameterOf(request, 'id');
  const { confirm, reason } = parseInput(confirmation, request.body ?? {});
  if (confirm !== id) {
    const message = `Send the id of the plugin, "${id}", to confirm that all of its data is removed.`;
    throw new InvalidInput([{ path: ['confirm'], message }]);
  }
  const {
    archive: folder,
    tables,
    leftovers,
  } = await uninstallPlugin(runtime, id, {
    by: auditActorOf(person),
    reason,
  });
  answerData(response, 200, { archive: basename(folder), tables, leftovers });
}

const source = z.union([
  z.strictObject({ folder: z.string().min(1).max(1_000), sha256: z.string().optional() }),
  z.strictObject({ name: z.string().min(1).max(300), sha256: z.string().optional() }),
]);

async function offer({ runtime, person, request, response }: Asked): Promise<void> {
  const by = person.id;
  const { body } = request as { body?: unknown };
  if (body === undefined) return answerData(response, 201, await offerFile(runtime, by, request));
  const asked = parseInput(source, body);
  const words = { by, expected: asked.sha256 };
  const looking =
    'folder' in asked
      ? offerFolder(runtime, asked.folder, words)
      : offerFromRegistry(runtime, asked.name, words);
  answerData(response, 201, await looking);
}

function offerFile(runtime: Runtime, by: string, request: Request) {
  assertMayInstall(runtime.config, 'upload');
  return receiveUpload(request, async ({ fileName, content, fields }) => {
    const sent = await readWhole(content, pluginLimits.packedBytes);
    return offerUpload(runtime, { fileName, archive: sent }, { by, expected: fields.get('sha256') });
  });
}

async function getOffer({ runtime, request, response }: Asked): Promise<void> {
  assertMayInstall(runtime.config);
  answerData(response, 200, await lookAgain(runtime, parameterOf(request, 'sha256')));
}

const consent = z.strictObject({ consents: z.boolean() });

async function install({ runtime, person, request, response }: Asked): Promise<void> {
  assertMayInstall(runtime.config);
  const { consents } = parseInput(consent, request.body ?? {});
  const words = { by: auditActorOf(person), consents };
  answerData(response, 200, await installPackage(runtime, parameterOf(request, 'sha256'), words));
}

async function archives({ runtime, response }: Asked): Promise<void> {
  answerData(response, 200, await listArchives(runtime));
}

async function archive({ runtime, request, response }: Asked): Promise<void> {
  answerData(response, 200, await findArchive(runtime, parameterOf(request, 'name')));
}

async function download({ runtime, request, response }: Asked): Promise<void> {
  const { name } = await findArchive(runtime, parameterOf(request, 'name'));
  response.setHeader('Content-Type', 'application/gzip');
  response.setHeader('Content-Disposition', `attachment; filename="${name}.tgz"`);
  await packArchive(archiveFolder(runtime.config.dataDir, name), name, response);
}

async function restore({ runtime, person, request, response }: Asked): Promise<void> {
  const found = await findArchive(runtime, parameterOf(request, 'name'));
  answerData(response, 200, { rows: await putBack(runtime, found, auditActorOf(person)) });
}

/** Processes that nothing starts again stay up; whether this one will go is in the answer. */
async function restart({ runtime, response }: Asked): Promise<void> {
  if (!runtime.config.restartable)
    throw new NotFound('Nothing starts this instance again by itself. Restart it yourself; see RESTARTABLE.');
  answerData(response, 202, { isRestarting: true });
  await askRestart(runtime.broadcast);
}
