import type { Server, Socket } from 'socket.io';
import type { Allowance } from './allowance.ts';
import type { Allowed } from './authorise-interest.ts';
import type { FromClient, Interest, ToClient } from './messages.ts';
import type { Visitor } from './people.ts';

/** What a connection hears, and as whom. */
export interface Held extends Allowed {
  readonly interest: Interest;
}

export interface LiveSocketData {
  visitor: Visitor;
  /** By room. */
  interests: Map<string, Held>;
  /** Joins it may still ask for. */
  joins: Allowance;
  /** Messages to plugins it may still send. */
  says: Allowance;
  /** It takes in less than there is to tell, so it is told no more until it has caught up. */
  isBehind: boolean;
}

type NothingBetweenServers = Record<string, never>;

export type LiveSocket = Socket<FromClient, ToClient, NothingBetweenServers, LiveSocketData>;
export type LiveServer = Server<FromClient, ToClient, NothingBetweenServers, LiveSocketData>;
