import { createHash, timingSafeEqual } from 'node:crypto';
import { type Request, type RequestHandler, Router } from 'express';
import type { Runtime } from '../runtime.ts';
import { isDirectVisitor } from '../setup/http/direct-visitor.ts';

/**
 * Figures for whoever collects them: with METRICS_TOKEN by that token from anywhere, without it only from
 * this very machine and past every proxy. Everybody else finds nothing here.
 */
export function metricsRoute({ config, metrics }: Pick<Runtime, 'config' | 'metrics'>): RequestHandler {
  const router = Router();
  router.get('/metrics', async (request, response, next) => {
    if (!mayRead(request, config)) return next();
    const text = await metrics.text();
    response.set({ 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' }).send(text);
  });
  return router;
}

function mayRead(request: Request, { metricsToken, trustProxy }: Runtime['config']): boolean {
  if (metricsToken === undefined) return trustProxy === 0 && isDirectVisitor(request);
  return isSame(request.headers.authorization ?? '', `Bearer ${metricsToken}`);
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
