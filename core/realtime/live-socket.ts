import type { Server, Socket } from 'socket.io';
import type { FromClient, Interest, ToClient } from './messages.ts';
import type { Visitor } from './people.ts';

export interface LiveSocketData {
  visitor: Visitor;
  /** What it hears, by room. */
  interests: Map<string, Interest>;
  /** Joins it may still ask for; refilled with time. */
  joinsLeft: number;
}

type NothingBetweenServers = Record<string, never>;

export type LiveSocket = Socket<FromClient, ToClient, NothingBetweenServers, LiveSocketData>;
export type LiveServer = Server<FromClient, ToClient, NothingBetweenServers, LiveSocketData>;
