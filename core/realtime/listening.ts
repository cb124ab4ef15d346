import type { Relay } from '../events/relay.ts';
import type { Runtime } from '../runtime.ts';
import type { LiveServer } from './live-socket.ts';
import type { Outgoing } from './outgoing.ts';
import type { Presence } from './presence/presence.ts';
import type { Changes } from './publish-changes.ts';
import type { Rechecks } from './rechecks.ts';
import type { SaidEvents } from './told/said-events.ts';

/** What a process stands on that holds live connections. */
export interface Listening {
  readonly runtime: Runtime;
  readonly io: LiveServer;
  readonly relay: Relay;
  readonly changes: Changes;
  readonly outgoing: Outgoing;
  readonly presence: Presence;
  readonly rechecks: Rechecks;
  readonly said: SaidEvents;
}
