const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known) return known;
  const options = { timeZone: timezone, hourCycle: 'h23', dateStyle: 'short', timeStyle: 'medium' } as const;
  const made = new Intl.DateTimeFormat('sv-SE', options);
  formats.set(timezone, made);
  return made;
}

/** The offset of a time zone at an instant, in milliseconds. */
function offsetAt(instant: number, timezone: string): number {
  const local = formatIn(timezone).format(instant).replace(' ', 'T');
  return Date.parse(`${local}Z`) - Math.floor(instant / 1_000) * 1_000;
}

/** The instant at which clocks of a time zone show this (`2026-05-01T09:30:00.000`), as RFC 3339 text. */
export function zonedInstant(local: string, timezone: string): string | null {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return null;
  const guess = asUtc - offsetAt(asUtc, timezone);
  return new Date(asUtc - offsetAt(guess, timezone)).toISOString();
}
