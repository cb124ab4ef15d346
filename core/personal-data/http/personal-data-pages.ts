import { type RequestHandler, Router } from 'express';
import { authorise } from '../../access/policy.ts';
import { render } from '../../admin/render.ts';
import { type Asked, page } from '../../admin/routes/asked.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { textOf } from '../../http/form-body.ts';
import { noTrouble, type Trouble, troubleOf } from '../../http/pages/form-trouble.ts';
import {
  type AboutPerson,
  aboutPerson,
  type ErasureReport,
  erasePerson,
  personalDataPermission,
} from '../about-person.ts';
import { personArchive } from '../person-archive.ts';

/** Everything about a person: look, hand out, erase; below `/w/:slug`. */
export function personalDataPages(): RequestHandler {
  const router = Router({ mergeParams: true, caseSensitive: true });
  const base = '/settings/personal-data';
  router.get(base, page(start));
  router.post(base, page(look));
  router.post(`${base}/archive`, page(download));
  router.post(`${base}/erasure`, page(erase));
  return router;
}

interface Shown {
  readonly trouble?: Trouble;
  readonly about?: AboutPerson;
  readonly report?: ErasureReport;
}

async function start(asked: Asked): Promise<void> {
  authorise(viewerOf(asked.runtime, asked.scope), personalDataPermission);
  await show(asked, {});
}

async function look(asked: Asked): Promise<void> {
  const { runtime, scope, request } = asked;
  let about: AboutPerson | undefined;
  const trouble = await troubleOf(async () => {
    about = await aboutPerson(runtime, scope, { email: textOf(request, 'email') });
  });
  await show(asked, { ...(trouble && { trouble }), ...(about && { about }) });
}

async function download({ runtime, scope, request, response }: Asked): Promise<void> {
  const about = await aboutPerson(runtime, scope, { email: textOf(request, 'email') });
  const archive = await personArchive(about, runtime.now());
  response.setHeader('Content-Type', 'application/gzip');
  response.setHeader('Content-Disposition', 'attachment; filename="personal-data.tar.gz"');
  response.send(archive);
}

async function erase(asked: Asked): Promise<void> {
  const { runtime, scope, request } = asked;
  const email = textOf(request, 'email');
  let report: ErasureReport | undefined;
  const trouble = await troubleOf(async () => {
    report = await erasePerson(runtime, scope, { email, confirmation: textOf(request, 'confirmation') });
  });
  if (!trouble) return show(asked, report ? { report } : {});
  const about = await aboutPerson(runtime, scope, { email });
  await show(asked, { trouble, about });
}

async function show(asked: Asked, { trouble = noTrouble, about, report }: Shown): Promise<void> {
  const { scope, translate, request, response } = asked;
  const action = `/w/${scope.workspace.slug}/settings/personal-data`;
  const list = new Intl.ListFormat('en');
  response.status(trouble.status);
  await render(request, response, 'settings/personal-data', {
    title: translate('settings.personal-data.title'),
    ...{ action, problems: trouble.problems, notice: trouble.notice },
    email: about?.email ?? textOf(request, 'email'),
    about: about && {
      email: about.email,
      isEmpty: about.held.every(({ items }) => items.length === 0),
      held: about.held
        .map(({ title, items }) => ({ title, count: items.length }))
        .filter(({ count }) => count > 0),
    },
    report: report && {
      ...report,
      sources: report.sources.filter(({ erased, kept }) => erased > 0 || kept.length > 0),
    },
    notAsked: list.format((about ?? report)?.notAsked ?? []) || null,
  });
}
