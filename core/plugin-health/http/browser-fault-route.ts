import { type RequestHandler, Router } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import { type Asked, page } from '../../admin/routes/asked.ts';
import { isOn } from '../../kernel/gate.ts';
import { pluginLog } from '../../kernel/plugin-log.ts';
import { keepBrowserFault, type ReportedFault } from '../browser-faults.ts';

const perMinute = { person: 20, plugin: 60 };

const report = z.object({
  file: z
    .string()
    .max(300)
    .regex(/^\/assets\/plugins\/[a-z0-9-]+\/[\w.-]+\/[\w./-]+$/),
  message: z.string().trim().min(1).max(300),
});

/** Where pages tell that a file of a plugin is missing or broken. It is answered alike, whatever is said. */
export function browserFaultRoute(): RequestHandler {
  const [persons, plugins] = [limiter(perMinute.person), limiter(perMinute.plugin)];
  const router = Router({ mergeParams: true, caseSensitive: true });
  router.post(
    '/plugin-faults',
    page(async (asked) => {
      const fault = faultIn(asked);
      if (
        fault &&
        (await admits(persons, asked.scope.actor.userId ?? '')) &&
        (await admits(plugins, fault.plugin))
      )
        await keep(asked, fault);
      asked.response.status(204).end();
    }),
  );
  return router;
}

function limiter(points: number): RateLimiterMemory {
  return new RateLimiterMemory({ points, duration: 60 });
}

function admits(limit: RateLimiterMemory, key: string): Promise<boolean> {
  return limit.consume(key).then(
    () => true,
    () => false,
  );
}

/** Of a plugin that is on where it is said. */
function faultIn({ request, scope }: Asked): ReportedFault | null {
  const said = report.safeParse(request.body ?? {});
  if (!said.success) return null;
  const [, , , plugin = '', ...file] = said.data.file.split('/');
  return isOn(scope, plugin) ? { plugin, file: file.join('/'), message: said.data.message } : null;
}

async function keep({ runtime, scope }: Asked, fault: ReportedFault): Promise<void> {
  pluginLog(scope.log, fault.plugin).warn({ ...fault }, 'A file of a plugin failed in a browser.');
  await keepBrowserFault(runtime.database, fault);
}
