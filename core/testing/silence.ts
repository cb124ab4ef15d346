import type { Broadcast } from '../db/broadcast.ts';
import type { Line } from '../realtime/line/line.ts';

/** For tests with nobody else to talk to. */
export const silentBroadcast = (): Broadcast => ({
  tell: async () => undefined,
  tellHere: () => undefined,
  mention: () => undefined,
  hear: () => () => undefined,
});

/** For tests with nobody else to talk to. */
export const silentLine = (): Line => ({
  carrier: 'postgres',
  say: () => undefined,
  hear: () => () => undefined,
  afterGap: () => () => undefined,
});
