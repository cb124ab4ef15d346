import { randomUUID } from 'node:crypto';
import type { StartedProcess } from '../boot/started-process.ts';
import type { House } from '../processes/house.ts';
import { addressOf } from '../processes/house.ts';

/** Processes of one kind that are replaced as soon as they are killed. */
export interface Crew {
  /** Of those that are ready now. */
  addresses(): readonly string[];
  /** Kills one at once and without a word, and starts its successor; the last that is ready is left. @returns was one killed? */
  kill(): boolean;
  /** The same to the one whose connections bear this name. Resolves once it is gone. */
  killNamed(name: string): Promise<void>;
  /** Waits until all are ready. */
  whole(): Promise<void>;
  stop(): Promise<void>;
}

interface Member {
  /** What its connections to PostgreSQL are called. */
  readonly name: string;
  readonly process: StartedProcess;
  readonly ready: Promise<string>;
  address: string | null;
}

/** So many of them, on the database of the house. */
export function startCrew(
  house: House,
  command: 'web' | 'worker',
  size: number,
  env: Readonly<Record<string, string>> = {},
): Crew {
  const members = Array.from({ length: size }, () => start(house, command, env));
  const replace = (victim: Member): void => {
    victim.address = null;
    victim.process.signal('SIGKILL');
    members.splice(members.indexOf(victim), 1, start(house, command, env));
  };
  const isReady = (member: Member) => member.address !== null;
  return {
    addresses: () => members.flatMap(({ address }) => address ?? []),
    kill() {
      const standing = members.filter(isReady);
      const victim = standing[Math.floor(Math.random() * standing.length)];
      if (!victim || standing.length === 1) return false;
      replace(victim);
      return true;
    },
    async killNamed(name) {
      const victim = members.find((member) => member.name === name);
      if (!victim) throw new Error(`There is no ${command} called ${name}.`);
      replace(victim);
      await victim.process.ended();
    },
    async whole() {
      await Promise.all(members.map(({ ready }) => ready));
    },
    async stop() {
      await Promise.all(members.map(({ ready }) => ready.catch(() => undefined)));
      for (const { process } of members) process.signal('SIGTERM');
      await Promise.all(members.map(({ process }) => process.ended()));
    },
  };
}

function start(house: House, command: string, env: Readonly<Record<string, string>>): Member {
  const name = `${command}-${randomUUID()}`;
  const process = house.startOnce(command, { DATABASE_APP_URL: calledBy(house.app.appUrl, name), ...env });
  const ready = addressOf(process);
  const member: Member = { name, process, ready, address: null };
  ready.then(
    (address) => {
      member.address = address;
    },
    () => undefined,
  );
  return member;
}

function calledBy(url: string, name: string): string {
  const called = new URL(url);
  called.searchParams.set('application_name', name);
  return called.href;
}
