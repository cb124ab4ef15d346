const relative = /^now(?:([+-])(\d{1,5})([mhdw]))?$/;

const milliseconds: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** `now`, `now-90m`, `now+3d`: a moment counted from now; anything else is left as it is. */
export function resolveInstant(text: string, now: Date): string {
  const match = relative.exec(text);
  if (!match) return text;
  const [, sign, count, unit] = match;
  const distance = Number(count ?? 0) * (milliseconds[unit ?? 'm'] ?? 0);
  return new Date(now.getTime() + (sign === '-' ? -distance : distance)).toISOString();
}
