import { contributedCommands } from '../../../core/cli/contributed/contributed-commands.ts';
import { runWords } from '../../../core/cli/run-words.ts';
import type { Terminal } from '../../../core/cli/terminal.ts';
import { isHeldBack } from '../../../core/faults/held-back.ts';
import {
  defineExtensionPoint,
  defineService,
  type NotificationType,
  Unavailable,
} from '../../../core/sdk/index.ts';
import { byStatus, type GateApp, id, inA, onPage } from './gate-app.ts';
import { type Answer, ofInstance, onlyNamed, type Probes } from './probe.ts';
import { found } from './work-probes.ts';

/** What plugins do for the core and for each other. */
export const serviceProbes: Pick<
  Probes,
  'notifications' | 'health' | 'meters' | 'commands' | 'personalData' | 'services' | 'extensions'
> = {
  notifications: [
    // What cannot be put into words just now is left out.
    { surface: 'inbox', look: notified, expected: { 'held back': 'absent' } },
    {
      surface: 'preferences',
      look: (app) => onPage(app, '/w/a/notifications/preferences', `${id}.told`),
      expected: onlyNamed,
    },
  ],
  health: [{ surface: 'health of the instance', look: checked, expected: ofInstance }],
  meters: [{ surface: 'usage', look: measured }],
  commands: [
    { surface: 'command line', look: commanded },
    { surface: 'list of commands', look: commandListed, expected: { ...ofInstance, ...onlyNamed } },
  ],
  personalData: [{ surface: 'export', look: exported }],
  services: [{ surface: 'another plugin', look: (app) => asked(app, 'service') }],
  extensions: [{ surface: 'another plugin', look: (app) => asked(app, 'point') }],
};

async function notified(app: GateApp): Promise<Answer> {
  const { item } = found(app.runtime.registry.contributions.notifications.find((one) => one.plugin === id));
  const to = [app.workspaces.a.people.owner.id];
  await inA(app, (ctx) => ctx.notify(item as NotificationType<object>, { to, payload: {} }));
  return onPage(app, '/w/a/notifications', 'Told by one of each');
}

interface Checked {
  readonly plugin: string;
  readonly status: string;
}

async function checked({ owner }: GateApp): Promise<Answer> {
  const { checks } = (await owner.get('/api/instance/health')).json().data as { checks: Checked[] };
  const one = checks.find(({ plugin }) => plugin === id);
  if (!one) return 'absent';
  return one.status === 'good' ? 'open' : 'refused';
}

async function measured({ as }: GateApp): Promise<Answer> {
  const { body } = await as('owner').get('/api/usage').expect(200);
  const meters = body.data.meters as { id: string; amount: number | null }[];
  const one = meters.find((meter) => meter.id === `${id}.things`);
  if (!one) return 'absent';
  return one.amount === null ? 'refused' : 'open';
}

async function typed({ runtime }: GateApp, ...words: string[]) {
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  const signal = new AbortController().signal;
  const terminal = { signal, say, tell: say, openRuntime: async () => runtime } as unknown as Terminal;
  const code = await runWords(terminal, [contributedCommands], words);
  return { code, said: said.join('\n') };
}

async function commanded(app: GateApp): Promise<Answer> {
  const { code, said } = await typed(app, `${id}.do`);
  if (code === 0 && said === 'It was done.') return 'open';
  return said.includes('rests for a moment') ? 'refused' : 'absent';
}

async function commandListed(app: GateApp): Promise<Answer> {
  return (await typed(app, 'commands', 'list')).said.includes(`${id}.do`) ? 'open' : 'absent';
}

async function exported({ as }: GateApp): Promise<Answer> {
  const answer = await as('owner').post('/api/personal-data/export').send({ email: 'ada@example.com' });
  if (answer.status !== 200) return byStatus(answer, 'export');
  const { held, notAsked } = answer.body.data as { held: { owner: string }[]; notAsked: string[] };
  const isAsked = held.some(({ owner }) => owner === id);
  if (isAsked === notAsked.includes('One of each')) throw new Error('It is asked and not asked.');
  return isAsked ? 'open' : 'absent';
}

interface Counts {
  count(): number;
}
const service = defineService<Counts>(`${id}.service`);
const point = defineExtensionPoint<Counts>(`${id}.point`);

function asked(app: GateApp, by: 'service' | 'point'): Promise<Answer> {
  return inA(app, async (ctx) => {
    try {
      const [one] = by === 'service' ? [ctx.use(service)] : ctx.all(point);
      return one?.count() === 1 ? 'open' : 'absent';
    } catch (error) {
      if (isHeldBack(error)) return 'refused';
      if (error instanceof Unavailable) return 'absent';
      throw error;
    }
  });
}
