// The live connection of this page: one for all that it shows.
import { io } from '../../vendor/socket.io.js';

export const workspace = /^\/w\/([^/]+)/.exec(location.pathname)?.[1];

export const socket = io({
  path: '/live',
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  // After a restart not all pages of the house come back in the same moment.
  reconnectionDelay: 1_000,
  reconnectionDelayMax: 10_000,
  randomizationFactor: 0.8,
});

socket.on('elsewhere', ({ afterMs, withinMs }) => {
  setTimeout(
    () => {
      if (socket.connected) socket.disconnect().connect();
    },
    afterMs + Math.random() * (withinMs - afterMs),
  );
});
addEventListener('pagehide', () => socket.disconnect());
addEventListener('pageshow', (event) => {
  if (event.persisted) socket.connect();
});
