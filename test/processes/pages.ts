import { io, type Socket } from 'socket.io-client';
import type { Answer } from '../../core/realtime/messages.ts';
import { password } from '../http/pages-app.ts';
import type { House } from './house.ts';

type Role = 'owner' | 'admin' | 'member' | 'viewer';

/** Signs in by the form. @returns the cookie of the session, good at every process */
export async function signIn(house: House, base: string, role: Role): Promise<string> {
  const { email } = house.app.workspaces.a.people[role];
  const answer = await fetch(`${base}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: base, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email, password }),
  });
  const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('guildhall='));
  if (answer.status !== 303 || !cookie) throw new Error(`Signing in answers ${answer.status}.`);
  return cookie.split(';')[0] ?? '';
}

export async function signOut(base: string, cookie: string): Promise<void> {
  const headers = { origin: base, cookie };
  await fetch(`${base}/sign-out`, { method: 'POST', redirect: 'manual', headers });
}

/** A page's live connection to one process, and what it heard. */
export interface LivePage {
  readonly socket: Socket;
  readonly heard: { readonly event: string; readonly message: Record<string, unknown> }[];
  ask(event: string, message: object): Promise<Answer>;
}

export async function openLivePage(base: string, cookie: string): Promise<LivePage> {
  const extraHeaders = { cookie, origin: base };
  const socket = io(base, { path: '/live', forceNew: true, transports: ['websocket'], extraHeaders });
  const heard: LivePage['heard'] = [];
  socket.onAny((event: string, message: Record<string, unknown>) => heard.push({ event, message }));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('connect_error', reject);
  });
  return {
    socket,
    heard,
    ask: async (event, message) => (await socket.timeout(20_000).emitWithAck(event, message)) as Answer,
  };
}
