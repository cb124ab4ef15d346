const levels: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};

/** `12:30:01 error  A plugin is in quarantine. plugin=crm` and below it the stack, if there is one. */
export function readableLine(json: string): string {
  const { time, level, msg, err, ...details } = JSON.parse(json) as Record<string, unknown>;
  const clock = new Date(Number(time)).toTimeString().slice(0, 8);
  const word = (levels[Number(level)] ?? '').padEnd(5);
  const rest = Object.entries(details).map(([key, value]) => `${key}=${shown(value)}`);
  const stack = (err as { stack?: string } | undefined)?.stack;
  return [`${clock} ${word}  ${[msg, ...rest].join(' ')}`, ...(stack ? [stack] : [])].join('\n');
}

function shown(value: unknown): string {
  if (Array.isArray(value))
    return value.length === 1 ? shown(value[0]) : `\n  ${value.map(shown).join('\n  ')}`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
