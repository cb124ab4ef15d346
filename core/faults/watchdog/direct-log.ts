import { writeSync } from 'node:fs';

export type DirectLog = (details: object, message: string) => void;

/** Lines like those of the log, past the main thread, which cannot write any while it stands still. */
export function directLog(isQuiet: boolean): DirectLog {
  return (details, msg) => {
    if (isQuiet) return;
    try {
      writeSync(1, `${JSON.stringify({ level: 50, time: Date.now(), ...details, msg })}\n`);
    } catch {
      // Nobody reads our output any more.
    }
  };
}
