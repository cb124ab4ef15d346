import type { Request, Response } from 'express';
import { textOf, textsOf } from '../../../http/form-body.ts';
import { instanceAdminOf } from '../../../http/instance-admin.ts';
import { parameterOf } from '../../../http/locals.ts';
import { answerPage, goTo } from '../../../http/pages/answer-page.ts';
import { noTrouble, type Trouble, troubleOf } from '../../../http/pages/form-trouble.ts';
import { receiveUpload } from '../../../http/receive-upload.ts';
import { auditActorOf } from '../../../lifecycle/audit-actor.ts';
import { pluginLimits } from '../../../packages/archive/archive-limits.ts';
import { ConsentNeeded, type InstallWords, installPackage } from '../../../packages/install-package.ts';
import {
  lookAgain,
  type OfferWords,
  offerFolder,
  offerFromRegistry,
  offerUpload,
} from '../../../packages/offers/offer-package.ts';
import { readWhole } from '../../../packages/offers/read-whole.ts';
import { assertMayInstall } from '../../../packages/offers/ways-to-install.ts';
import type { Preview } from '../../../packages/preview.ts';
import type { Runtime } from '../../../runtime.ts';
import { InvalidInput, NotFound, Unavailable } from '../../../sdk/index.ts';
import { offerModel } from '../../plugins/offer-model.ts';
import { emptyForms, type InstallForms } from '../../plugins/plugins-model.ts';
import { screensOf } from '../../screens.ts';
import type { Translate } from '../../translate.ts';
import { answerList } from './list-routes.ts';
import { restartAndGoTo } from './restart-routes.ts';

/** A package by its checksum: what is at hand to be installed. */
function offerUrl({ sha256 }: Preview): string {
  return `/admin/plugin-packages/${sha256}`;
}

export async function offerSentFile(request: Request, response: Response): Promise<void> {
  const { id: by } = instanceAdminOf(response);
  const { runtime } = screensOf(request);
  assertMayInstall(runtime.config, 'upload');
  const looking = () =>
    receiveUpload(request, async ({ fileName, content, fields }) => {
      const archive = await readWhole(content, pluginLimits.packedBytes);
      return offerUpload(runtime, { fileName, archive }, { by, expected: fields.get('sha256') });
    });
  await answerOffer(request, response, looking, emptyForms.values);
}

type Look = (runtime: Runtime, text: string, words: OfferWords) => Promise<Preview>;

const looks: Readonly<Record<string, { readonly field: 'folder' | 'name'; readonly look: Look }>> = {
  folder: { field: 'folder', look: offerFolder },
  registry: { field: 'name', look: offerFromRegistry },
};

export async function offerFromForm(request: Request, response: Response): Promise<void> {
  const { id: by } = instanceAdminOf(response);
  const { runtime } = screensOf(request);
  const way = parameterOf(request, 'way');
  const { field, look } = (Object.hasOwn(looks, way) ? looks[way] : undefined) ?? {};
  if (!field || !look) throw new NotFound('There is nothing here.');
  const values = textsOf(request, 'folder', 'name', 'sha256');
  const looking = () => look(runtime, values[field].trim(), { by, expected: values.sha256 });
  await answerOffer(request, response, looking, values);
}

/** On to what was found, or back to the form with what was wrong. */
async function answerOffer(
  request: Request,
  response: Response,
  looking: () => Promise<Preview>,
  values: InstallForms['values'],
): Promise<void> {
  let url = '';
  const trouble = await offerTrouble(async () => {
    url = offerUrl(await looking());
  });
  if (!trouble) return goTo(response, url);
  await answerList(request, response, { values, trouble });
}

/** A registry that does not answer is told beside the form, not as a fault of this server. */
async function offerTrouble(work: () => Promise<void>): Promise<Trouble | null> {
  try {
    return await troubleOf(work);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return { ...noTrouble, status: 503, notice: error.message };
  }
}

export async function showOffer(request: Request, response: Response): Promise<void> {
  instanceAdminOf(response);
  const { runtime } = screensOf(request);
  assertMayInstall(runtime.config);
  await answerPreview(request, response, await lookAgain(runtime, parameterOf(request, 'sha256')));
}

function answerPreview(
  request: Request,
  response: Response,
  preview: Preview,
  trouble: Trouble = noTrouble,
): Promise<void> {
  const { runtime, translate } = screensOf(request);
  const page = { preview, mayRestart: runtime.config.restartable, ...trouble };
  return answerPage(request, response, 'admin/plugin-offer', offerModel(page, translate), trouble);
}

/** Installs what was looked at, where the person ticked that it may do what it asks for. */
export async function takeOffer(request: Request, response: Response): Promise<void> {
  const person = instanceAdminOf(response);
  const { runtime, translate } = screensOf(request);
  assertMayInstall(runtime.config);
  const sha256 = parameterOf(request, 'sha256');
  const consents = textOf(request, 'consent') === 'yes';
  let plugin = '';
  const trouble = await troubleOf(async () => {
    plugin = await install(runtime, sha256, { by: auditActorOf(person), consents }, translate);
  });
  if (trouble) return answerPreview(request, response, await lookAgain(runtime, sha256), trouble);
  restartAndGoTo(request, response, `/admin/plugins/${plugin}`);
}

/** That nobody ticked is told beside the box. @returns the id of the plugin */
async function install(
  runtime: Runtime,
  sha256: string,
  words: InstallWords,
  translate: Translate,
): Promise<string> {
  try {
    return (await installPackage(runtime, sha256, words)).plugin.id;
  } catch (error) {
    if (!(error instanceof ConsentNeeded)) throw error;
    throw new InvalidInput([{ path: ['consent'], message: translate('plugins.offer.consent-first') }]);
  }
}
