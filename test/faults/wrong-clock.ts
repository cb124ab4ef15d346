import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where tests find the library that shows a process another time. */
export const faketime = process.env.GUILDHALL_TEST_FAKETIME;

/** How far off: `+2d`, `-2d` or `+0`. */
export type Offset = '+2d' | '-2d' | '+0';

export interface WrongClock {
  /** For the processes that go by it. Their steady clock stays as it is, as when somebody sets the machine's. */
  readonly env: Readonly<Record<string, string>>;
  /** Within a second or so. */
  jump(to: Offset): Promise<void>;
  remove(): Promise<void>;
}

export async function wrongClock(library: string, offset: Offset): Promise<WrongClock> {
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-clock-'));
  const file = join(folder, 'offset');
  const jump = async (to: Offset): Promise<void> => {
    // At once: half a line would be half an offset.
    await writeFile(`${file}.new`, `${to}\n`);
    await rename(`${file}.new`, file);
  };
  await jump(offset);
  return {
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      ...{ FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' },
    },
    jump,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
