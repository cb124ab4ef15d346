import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { screenFolders } from '../templates/freshness.ts';
import type { TemplateFolders } from '../templates/template-folders.ts';
import { watchFolders } from './watch-folders.ts';

const lookMs = 100;

/**
 * For development: browsers hold `/dev/changes` open and are told when what pages are made of has changed. After a
 * restart they find another process there, and load their page anew.
 */
export function liveReloadRouter(folders: TemplateFolders, isStopping: () => boolean): Router {
  const start = randomUUID();
  const listeners = new Set<Response>();
  const tell = (event: string, data: string) => {
    for (const listener of listeners) listener.write(`event: ${event}\ndata: ${data}\n\n`);
  };
  watchFolders(screenFolders(folders), (change) => tell('changed', change));
  // An open answer would hold up the end of the process.
  setInterval(() => {
    if (isStopping()) for (const listener of listeners) listener.end();
  }, lookMs).unref();

  const router = Router();
  router.get('/dev/changes', (_request: Request, response: Response) => {
    // Any answer but a stream would make a browser give up for good.
    if (isStopping()) return void response.destroy();
    response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(`retry: 250\nevent: start\ndata: ${start}\n\n`);
    listeners.add(response);
    response.once('close', () => listeners.delete(response));
  });
  return router;
}
