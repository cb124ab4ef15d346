import type { Runtime } from '../runtime.ts';
import { perMinute } from './allowance.ts';
import type { LiveSocket } from './live-socket.ts';
import type { Identify } from './people.ts';

const joinsPerMinute = 120;
const saysPerMinute = 600;

/** Lets in who is signed in, by the cookie of the handshake. Who cannot be looked up just now is to come again. */
export function admit(runtime: Runtime, identify: Identify) {
  return (socket: LiveSocket, next: (error?: Error) => void): void => {
    identify(socket.request).then(
      (visitor) => {
        if (!visitor) return next(new Error('not-authenticated'));
        const allowances = { joins: perMinute(joinsPerMinute), says: perMinute(saysPerMinute) };
        socket.data = { visitor, interests: new Map(), ...allowances, isBehind: false };
        next();
      },
      (error: unknown) => {
        runtime.log.warn({ err: error }, 'A live connection could not be checked.');
        // A refusal would be the last word for a page; a connection that merely ends is tried again.
        socket.conn.close();
      },
    );
  };
}
