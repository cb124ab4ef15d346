import { findProgram } from './find-program.ts';

const places = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map(
  (machine) => `/usr/lib/${machine}/faketime/libfaketime.so.1`,
);

/** The library that shows a process another time, for tests of wrong clocks. */
export function findFaketime(say: (message: string) => void): string | undefined {
  return findProgram({ places, package: 'libfaketime' }, say);
}
