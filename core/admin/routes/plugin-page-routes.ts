import { Router } from 'express';
import { authorise } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { contributionsIn, gate } from '../../kernel/gate.ts';
import type { Registry } from '../../kernel/registry.ts';
import { NotFound } from '../../sdk/index.ts';
import { buildPage } from '../plugin-views/build-page.ts';
import { render } from '../render.ts';
import { type Asked, page } from './asked.ts';

/** The pages that plugins add to a workspace, each behind the gate, the policy and its schema. */
export function pluginPageRoutes({ contributions }: Registry): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const { plugin, item } of contributions.pages) {
    const address = item.path === '/' ? `/${plugin}` : `/${plugin}${item.path}`;
    router.get(
      address,
      page((asked) => showPage(asked, plugin, item.path)),
    );
  }
  return router;
}

async function showPage(asked: Asked, plugin: string, path: string): Promise<void> {
  const { runtime, scope, request, response } = asked;
  gate(scope, plugin);
  const found = contributionsIn(runtime.registry, scope, 'pages').find(
    (one) => one.plugin === plugin && one.item.path === path,
  );
  if (!found) throw new NotFound('There is nothing here.');
  authorise(viewerOf(runtime, scope), found.item.permission);
  await render(request, response, 'plugin/page', await buildPage(asked, plugin, found.item));
}
