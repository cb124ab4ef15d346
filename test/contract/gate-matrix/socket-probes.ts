import { contributionsIn } from '../../../core/kernel/gate.ts';
import { id } from './gate-app.ts';
import { onlyNamed, type Probes } from './probe.ts';

/** What pages may ask for over their live connection. */
export const socketProbes: Pick<Probes, 'sockets'> = {
  sockets: [
    {
      surface: 'registry',
      async look(app) {
        const sockets = contributionsIn(app.runtime.registry, await app.scope('owner'), 'sockets');
        return sockets.some(({ plugin }) => plugin === id) ? 'open' : 'absent';
      },
      expected: onlyNamed,
    },
  ],
};
