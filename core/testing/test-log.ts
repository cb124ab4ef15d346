import type { Logger } from '../sdk/index.ts';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly details: Record<string, unknown>;
}

export interface TestLog extends Logger {
  readonly lines: readonly LogLine[];
}

/** Keeps what is said, so that a test can ask for it and prints nothing otherwise. */
export function testLog(): TestLog {
  const lines: LogLine[] = [];
  const keep = (level: LogLine['level']) => (details: object, message: string) => {
    lines.push({ level, message, details: { ...details } });
  };
  return { lines, debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };
}
