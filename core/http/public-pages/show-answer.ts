import type { Request, Response } from 'express';
import type { PartSource } from '../../admin/plugin-views/part.ts';
import { renderPart } from '../../admin/plugin-views/render-part.ts';
import { renderOutside } from '../../admin/render-outside.ts';
import { screensOf } from '../../admin/screens.ts';
import { regionFor } from '../../admin/shell/page.ts';
import { callPlugin } from '../../kernel/call-plugin.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { PublicAnswer, PublicPage } from '../../sdk/index.ts';

/** What was wrong with what a visitor sent. */
export interface FormTrouble {
  readonly status: number;
  readonly typed: Readonly<Record<string, unknown>>;
  readonly problems: Readonly<Record<string, string>>;
  readonly notice: string | null;
}

export interface Visit {
  readonly runtime: Runtime;
  readonly scope: Scope;
  readonly request: Request;
  readonly response: Response;
  readonly plugin: string;
  readonly page: PublicPage;
}

/** Sends what a public page answered: on to another of the plugin's own pages, or its view in the visitors' layout. */
export async function showAnswer(
  visit: Visit,
  answer: PublicAnswer,
  trouble: FormTrouble | null,
): Promise<void> {
  const { runtime, scope, request, response, plugin, page } = visit;
  const url = `/p/${scope.workspace.slug}/${plugin}`;
  if ('redirect' in answer) return response.redirect(303, url + ownPath(plugin, answer.redirect));
  const isIndexed = page.method === 'get' && page.indexed === true && trouble === null;
  if (!isIndexed) response.setHeader('X-Robots-Tag', 'noindex');
  const { script, style } = page;
  const source: PartSource = { plugin, view: answer.view, script, style, what: whatOf(page) };
  const surroundings = {
    workspace: scope.workspace,
    region: regionFor(undefined, scope),
    person: null,
    url,
    form: { typed: trouble?.typed ?? {}, problems: trouble?.problems ?? {} },
  };
  const part = await callPlugin(runtime, { plugin, what: `${whatOf(page)}, view ${answer.view}` }, () =>
    renderPart(screensOf(request), source, answer.model, surroundings),
  );
  response.status(trouble?.status ?? 200);
  const model = { title: answer.title, part, notice: trouble?.notice ?? null, isIndexed };
  renderOutside(request, response, 'public/page', model, scope);
}

export function whatOf({ method, path }: PublicPage): string {
  return `public page ${method.toUpperCase()} ${path}`;
}

const path = /^\/[^\\\s]*$/;

/** A visitor is led on within the plugin's own pages: an address made of what they sent leads nowhere else. */
function ownPath(plugin: string, target: string): string {
  const isOwn = path.test(target) && !target.includes('//') && !target.split('/').includes('..');
  if (!isOwn)
    throw new Error(`Plugin "${plugin}" redirects to "${target}". Name a path of its public pages.`);
  return target;
}
