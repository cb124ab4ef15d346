import { randomUUID } from 'node:crypto';
import { initialsOf, toneOf } from '../../admin/format/initials.ts';
import type { Line } from '../line/line.ts';
import type { LiveServer, LiveSocket } from '../live-socket.ts';
import type { PresentMessage } from '../messages.ts';
import type { Outgoing } from '../outgoing.ts';
import { hereRoom, presenceRoom, spotOf } from '../rooms.ts';
import { createPresenceBoard, type PersonHere, type PresenceBoard } from './presence-board.ts';
import { type PresenceWord, presenceTopic, readWord, wordsOf } from './presence-words.ts';

/** Who is in a workspace or on a record, over all processes. Rooms are those of `hereRoom`. */
export interface Presence {
  arrive(room: string, person: PersonHere): void;
  leave(room: string, person: PersonHere): void;
  /** Tells one connection that watches. */
  show(socket: LiveSocket, watched: string): void;
  stop(): void;
}

export interface PresenceTimes {
  /** Arrivals of one moment are told together. */
  readonly gatherMs: number;
  /** Where many watch, they are told no more often than this. */
  readonly crowdMs: number;
  readonly beatMs: number;
  /** A process that says nothing for so long is gone, and its people with it. */
  readonly silenceMs: number;
}

const usualTimes: PresenceTimes = { gatherMs: 80, crowdMs: 2_000, beatMs: 3_000, silenceMs: 8_000 };
const crowd = 100;

interface Parts {
  readonly line: Line;
  readonly io: LiveServer;
  readonly outgoing: Outgoing;
  readonly times?: PresenceTimes;
}

interface State extends Required<Parts> {
  readonly self: string;
  readonly board: PresenceBoard;
  /** When other processes last said something. */
  readonly heardAt: Map<string, number>;
  /** Rooms that others have not heard of yet. */
  readonly unsaid: Set<string>;
  /** Rooms whose watchers are told in a moment. */
  readonly untold: Map<string, NodeJS.Timeout>;
  gathering: NodeJS.Timeout | undefined;
}

/**
 * Each process says of its own people who is where, again whenever that changes, and beats while it lives. One that
 * falls silent, by kill -9 or by a cut wire, is forgotten; one that comes back says all of it anew.
 */
export function startPresence({ times = usualTimes, ...parts }: Parts): Presence {
  const memory = { heardAt: new Map(), unsaid: new Set<string>(), untold: new Map() };
  const board = createPresenceBoard();
  const state: State = { ...parts, times, self: randomUUID(), board, ...memory, gathering: undefined };
  const deaf = [
    state.line.hear(presenceTopic, (text) => receive(state, text)),
    state.line.afterGap(() => meet(state)),
  ];
  const beating = setInterval(() => beat(state), times.beatMs).unref();
  meet(state);
  return {
    arrive: (room, person) => void (board.arrive(room, person) && changed(state, room)),
    leave: (room, person) => void (board.leave(room, person) && changed(state, room)),
    show: (socket, watched) => void socket.emit('present', messageOf(state, hereRoom(spotOf(watched)))),
    stop() {
      clearInterval(beating);
      stop(state);
      for (const end of deaf) end();
    },
  };
}

function stop(state: State): void {
  clearTimeout(state.gathering);
  for (const timer of state.untold.values()) clearTimeout(timer);
  say(state, { bye: true });
}

function say({ line, self }: State, word: Omit<PresenceWord, 'from'>): void {
  line.say(presenceTopic, JSON.stringify({ from: self, ...word }));
}

function sayRooms({ line, self, board }: State, rooms: Iterable<string>): void {
  const reports = [...rooms].map((room) => [room, board.ours(room)] as const);
  for (const text of wordsOf(self, reports)) line.say(presenceTopic, text);
}

function sayAnew(state: State): void {
  say(state, { anew: true });
  sayRooms(state, state.board.occupied());
}

/** Others may know nothing of us, and we nothing of them. */
function meet(state: State): void {
  say(state, { hello: true });
  sayAnew(state);
}

function changed(state: State, room: string): void {
  state.unsaid.add(room);
  state.gathering ??= setTimeout(() => {
    state.gathering = undefined;
    sayRooms(state, state.unsaid);
    state.unsaid.clear();
  }, state.times.gatherMs).unref();
  tellSoon(state, room);
}

function tellSoon(state: State, room: string): void {
  const { io, untold, times, outgoing } = state;
  const watched = presenceRoom(spotOf(room));
  const watchers = io.sockets.adapter.rooms.get(watched)?.size ?? 0;
  if (watchers === 0 || untold.has(room)) return;
  const tell = () => {
    untold.delete(room);
    outgoing.send([watched], 'present', messageOf(state, room));
  };
  untold.set(room, setTimeout(tell, watchers > crowd ? times.crowdMs : times.gatherMs).unref());
}

function messageOf({ board }: State, room: string): PresentMessage {
  const { resource, record } = spotOf(room);
  const { people, count } = board.everybody(room);
  const shown = people.map((one) => ({ ...one, initials: initialsOf(one.name), tone: toneOf(one.name) }));
  return { ...(resource && { resource }), ...(record && { record }), people: shown, count };
}

function receive(state: State, text: string): void {
  const word = readWord(text);
  if (!word || word.from === state.self) return;
  const { from, rooms = {} } = word;
  if (word.bye) return void forget(state, from);
  const isNew = !state.heardAt.has(from);
  state.heardAt.set(from, performance.now());
  if (word.hello) sayAnew(state);
  else if (isNew && !word.anew) say(state, { hello: true });
  if (word.anew) for (const room of state.board.forget(from)) tellSoon(state, room);
  for (const [room, report] of Object.entries(rooms)) {
    state.board.report(from, room, report);
    tellSoon(state, room);
  }
}

function beat(state: State): void {
  say(state, {});
  const before = performance.now() - state.times.silenceMs;
  for (const [process, at] of state.heardAt) if (at < before) forget(state, process);
}

function forget(state: State, process: string): void {
  state.heardAt.delete(process);
  for (const room of state.board.forget(process)) tellSoon(state, room);
}
