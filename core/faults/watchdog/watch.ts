import type { PluginInStack } from '../../kernel/import/plugin-in-stack.ts';
import { culpritOf } from './culprit-of.ts';
import type { MainThread } from './main-thread.ts';
import type { Blocked, Culprit } from './messages.ts';

/** From this long on somebody notices. */
const noticedMs = 200;
const lookEveryMs = 50;
/** How soon one look follows another while it stands still. */
const againMs = 500;
/** Looks that agree before a plugin is held to account: what comes right after a block is not its cause. */
const looksThatCount = 2;

export interface WatchParts {
  readonly pulse: () => number;
  readonly inStack: PluginInStack;
  readonly meet: () => MainThread;
  readonly limitMs: number;
  /** Somebody was found; told once for each block, while it lasts. */
  readonly onFound: (culprit: Culprit, ms: number) => void;
  readonly onMoving: (blocked: Blocked) => void;
  /** `isStill` tells later whether it has not moved since. */
  readonly onLimit: (blocked: Blocked, thread: MainThread, isStill: () => boolean) => void;
}

interface Block {
  readonly since: number;
  readonly thread: MainThread;
  culprit: Culprit | null;
  looks: number;
  isOver: boolean;
}

/** Looks twenty times a second whether the main thread still moves, and at what it does when it does not. */
export function watch(parts: WatchParts): () => void {
  let beat = parts.pulse();
  let movedAt = performance.now();
  let lookedAt = movedAt;
  let block: Block | null = null;

  const timer = setInterval(() => {
    const now = performance.now();
    // A machine that was asleep, or has no time for us either, says nothing about the main thread.
    if (now - lookedAt > 10 * lookEveryMs) movedAt = now;
    lookedAt = now;
    const latest = parts.pulse();
    if (latest !== beat) {
      [beat, movedAt] = [latest, now];
      if (block) end(block, now);
      block = null;
    } else if (!block && now - movedAt > noticedMs) {
      block = { since: movedAt, thread: parts.meet(), culprit: null, looks: 0, isOver: false };
      void lookOn(block);
    }
  }, lookEveryMs);

  async function lookOn(seen: Block): Promise<void> {
    while (!seen.isOver) {
      // Told while it stands still: what waits in code that is not JavaScript moves right after.
      await seen.thread.look((sight) => {
        if (sight && parts.pulse() === beat) note(seen, culpritOf(sight, parts.inStack));
      });
      if (seen.isOver || parts.pulse() !== beat) return;
      const ms = performance.now() - seen.since;
      if (seen.culprit && seen.looks >= looksThatCount && ms >= parts.limitMs) {
        return parts.onLimit({ ms, culprit: seen.culprit }, seen.thread, () => !seen.isOver);
      }
      await new Promise((resume) => setTimeout(resume, againMs));
    }
  }

  function note(seen: Block, culprit: Culprit | null): void {
    if (!culprit) return;
    const isSame = culprit.plugin === seen.culprit?.plugin;
    if (!seen.culprit) parts.onFound(culprit, performance.now() - seen.since);
    seen.looks = isSame ? seen.looks + 1 : 1;
    seen.culprit = culprit;
  }

  function end(seen: Block, now: number): void {
    seen.isOver = true;
    seen.thread.leave();
    if (seen.culprit && seen.looks >= looksThatCount) {
      parts.onMoving({ ms: now - seen.since, culprit: seen.culprit });
    }
  }

  return () => clearInterval(timer);
}
