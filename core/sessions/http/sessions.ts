import { type Request, type RequestHandler, type Response, Router } from 'express';
import { sessionsTopic } from '../../access/topics.ts';
import type { Identify } from '../../realtime/people.ts';
import type { Runtime } from '../../runtime.ts';
import { settle } from '../../settle.ts';
import { loadPerson, type Person } from '../../users/person.ts';
import { checkSignIn } from '../check-sign-in.ts';
import { signInLimits } from '../sign-in-limits.ts';
import { identifier } from './identify.ts';
import { type Authenticator, passportOf } from './passport-of.ts';
import { cookieOf, deviceCookie, sessionCookie } from './session-cookie.ts';
import { sessionReader } from './session-reader.ts';
import { SessionStore } from './session-store.ts';

/** Everything about being signed in with a browser. */
export interface Sessions {
  /** Finds out from the cookie who is signed in: `response.locals.person`. */
  readonly read: RequestHandler;
  /** The same for the handshake of a live connection. */
  readonly identify: Identify;
  /** Checks `email` and `password` of the body. @returns null when they are wrong @throws RateLimited */
  authenticate(request: Request, response: Response): Promise<Person | null>;
  /** Is this the password of who is signed in? Guesses count as sign-ins do. @throws RateLimited */
  isPasswordOf(request: Request, person: Person, password: string): Promise<boolean>;
  /** Starts a session under a new id, whatever id the browser came with. */
  signIn(request: Request, person: Person): Promise<void>;
  signOut(request: Request, response: Response): Promise<void>;
  close(): void;
}

export function createSessions(runtime: Runtime, secret: string): Sessions {
  const store = new SessionStore(runtime.database.pool, runtime.log);
  const readSession = sessionReader(runtime.config, store, secret);
  const checkPassword = passwordCheck(runtime, secret);
  const authenticator = passportOf(runtime, checkPassword);
  return {
    read: readerOf(readSession, authenticator),
    identify: identifier(runtime, readSession, store),
    authenticate: (request, response) => authenticate(authenticator, request, response),
    isPasswordOf: async (request, { email }, password) =>
      (await checkPassword(request, email, password)) !== null,
    signIn: (request, person) => signIn(runtime, request, person),
    signOut: (request, response) => signOut(runtime, request, response),
    close: () => store.close(),
  };
}

function passwordCheck(runtime: Runtime, secret: string) {
  const limits = signInLimits(runtime.database);
  const device = deviceCookie(runtime.config);
  return async (request: Request, email: string, password: string): Promise<Person | null> => {
    const shown = cookieOf(request.headers.cookie, device.name);
    const attempt = { email, password, address: request.ip ?? '', device: shown };
    const signedIn = await checkSignIn(runtime, { limits, secret }, attempt);
    if (!signedIn) return null;
    request.res?.cookie(device.name, signedIn.device, device.options);
    return loadPerson(runtime.database, signedIn.userId);
  };
}

function readerOf(readSession: RequestHandler, authenticator: Authenticator): RequestHandler {
  const router = Router();
  router.use(readSession, authenticator.initialize(), authenticator.session());
  router.use((request, response, next) => {
    if (request.user) response.locals.person = request.user;
    next();
  });
  return router;
}

function authenticate(
  authenticator: Authenticator,
  request: Request,
  response: Response,
): Promise<Person | null> {
  return new Promise((resolve, reject) => {
    const decide = (error: unknown, person: Person | false | null) =>
      error ? reject(error as Error) : resolve(person || null);
    const handle = authenticator.authenticate('local', { session: false }, decide) as RequestHandler;
    void handle(request, response, reject);
  });
}

async function signIn(runtime: Runtime, request: Request, person: Person): Promise<void> {
  await settle((done) => request.logIn(person, done));
  await runtime.database.pool.query('update users set signed_in_at = $2 where id = $1', [
    person.id,
    runtime.now(),
  ]);
}

async function signOut(runtime: Runtime, request: Request, response: Response): Promise<void> {
  const { name, options } = sessionCookie(runtime.config);
  const userId = request.user?.id;
  await settle((done) => request.session.destroy(done));
  const { maxAge: _, ...rest } = options;
  response.clearCookie(name, rest);
  if (userId) await runtime.broadcast.tell(sessionsTopic, userId);
}
