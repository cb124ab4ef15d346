import type { Request } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-local';
import type { Runtime } from '../../runtime.ts';
import type { Person } from '../../users/person.ts';
import { personSignedInAs, type SignedInAs } from './person-of-session.ts';

declare global {
  namespace Express {
    interface User extends Person {}
  }
}

export type Authenticator = InstanceType<typeof passport.Passport>;

/** Finds who has this address and password. */
export type CheckPassword = (request: Request, email: string, password: string) => Promise<Person | null>;

/** Passport with the one strategy there is so far: address and password. */
export function passportOf(runtime: Runtime, check: CheckPassword): Authenticator {
  const authenticator = new passport.Passport();
  authenticator.use(localStrategy(check));
  authenticator.serializeUser<SignedInAs>(({ id }, done) => {
    done(null, { id, since: runtime.now().getTime() });
  });
  authenticator.deserializeUser<SignedInAs>((user, done) => {
    personSignedInAs(runtime, user).then(
      (person) => done(null, person ?? false),
      (error: unknown) => done(error),
    );
  });
  return authenticator;
}

function localStrategy(check: CheckPassword): Strategy {
  const options = { usernameField: 'email', passReqToCallback: true } as const;
  return new Strategy(options, (request, email, password, done) => {
    check(request, email, password).then(
      (person) => done(null, person ?? false),
      (error: unknown) => done(error),
    );
  });
}
