import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import { scopeOfPerson } from '../../access/scope-of-person.ts';
import type { Identify, Visitor } from '../../realtime/people.ts';
import type { Runtime } from '../../runtime.ts';
import { settle } from '../../settle.ts';
import type { Person } from '../../users/person.ts';
import { personOfSession } from './person-of-session.ts';
import type { SessionStore } from './session-store.ts';

/** Who is behind the handshake of a live connection, by the cookie that pages have too. */
export function identifier(runtime: Runtime, readSession: RequestHandler, store: SessionStore): Identify {
  return async (message) => {
    const { sessionID, session } = await readFrom(readSession, message);
    const person = await personOfSession(runtime, session ?? null);
    return person ? visitorOf(runtime, store, sessionID, person) : null;
  };
}

/** A handshake has no answer of its own to set cookies on, so it gets one that goes nowhere. */
async function readFrom(readSession: RequestHandler, message: IncomingMessage): Promise<Request> {
  const request = message as Request;
  const response = new ServerResponse(message) as Response;
  await settle((done) => void readSession(request, response, done));
  return request;
}

function visitorOf(runtime: Runtime, store: SessionStore, sessionId: string, person: Person): Visitor {
  const caller = { log: runtime.log, signal: new AbortController().signal };
  return {
    userId: person.id,
    isSignedIn: async () => (await personOfSession(runtime, await store.find(sessionId))) !== null,
    scopeIn: (slug) => scopeOfPerson(runtime, person, slug, caller),
  };
}
