import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';

/** What the process that measures asks for. */
export interface Wish {
  readonly base: string;
  /** Sessions, used in turn. */
  readonly cookies: readonly string[];
  readonly count: number;
  readonly interests: readonly object[];
}

/** What the process that holds the connections says. */
export type Word =
  | { readonly kind: 'open'; readonly count: number; readonly ms: number }
  | { readonly kind: 'heard'; readonly id: string; readonly at: number };

const atOnce = 25;

/** Thousands of pages in a process of their own, so that what is measured is the server. */
process.once('message', (wish: Wish) => {
  void hold(wish);
});
process.once('disconnect', () => process.exit(0));

async function hold({ base, cookies, count, interests }: Wish): Promise<void> {
  const began = performance.now();
  const heard = new Map<string, number>();
  const listen = (socket: Socket) =>
    socket.on('changed', ({ id }: { id: string }) => {
      const times = (heard.get(id) ?? 0) + 1;
      heard.set(id, times);
      if (times === count) say({ kind: 'heard', id, at: Date.now() });
    });
  let next = 0;
  const open = async (): Promise<void> => {
    while (next < count) {
      const cookie = cookies[next++ % cookies.length] ?? '';
      listen(await connect(base, cookie, interests));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, open));
  say({ kind: 'open', count, ms: performance.now() - began });
}

async function connect(base: string, cookie: string, interests: readonly object[]): Promise<Socket> {
  for (;;) {
    const extraHeaders = { cookie, origin: base };
    const options = { path: '/live', forceNew: true, transports: ['websocket'], reconnection: false };
    const socket = io(base, { ...options, timeout: 60_000, extraHeaders });
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('connect_error', () => resolve(false));
    });
    if (isOpen) {
      for (const interest of interests) await socket.emitWithAck('join', interest);
      return socket;
    }
    socket.disconnect();
    await pause(200);
  }
}

function say(word: Word): void {
  process.send?.(word);
}
