import type { Request, Response } from 'express';
import type { Scope } from '../scope.ts';
import { screensOf } from './screens.ts';
import { regionFor, themeOf } from './shell/page.ts';

/** Answers a visitor: a page in the layout `public`, with nothing of anybody's session. */
export function renderOutside(
  request: Request,
  response: Response,
  view: string,
  model: object,
  scope: Scope | undefined,
): void {
  const screens = screensOf(request);
  const region = regionFor(undefined, scope);
  const page = {
    language: screens.words().language(region.locale),
    theme: themeOf(request),
    region,
    isFragment: false,
    isDevelopment: screens.runtime.config.nodeEnv === 'development',
    person: null,
    workspace: scope ? { name: scope.workspace.name, slug: scope.workspace.slug } : null,
  };
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.send(screens.engine.render([view], { ...model, page }));
}
