const telling = /password|passphrase|secret|token|api-?_?key|authorization/i;
/** Stands where a secret was. */
export const hidden = '•••';
const longestBytes = 16_384;

/** What may be kept of an input: secrets are hidden, and what is very long is left out. */
export function redact(args: unknown, secret: readonly string[] = []): unknown {
  const kept = withoutSecrets(args, secret);
  const bytes = Buffer.byteLength(JSON.stringify(kept));
  return bytes > longestBytes ? { leftOut: `${bytes} bytes` } : kept;
}

/** An input with its secrets hidden, whole otherwise. */
export function withoutSecrets(args: unknown, secret: readonly string[] = []): unknown {
  return hideIn(args ?? null, new Set(secret));
}

function hideIn(value: unknown, secret: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((one) => hideIn(one, secret));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => {
    const isSecret = isHidden(key, secret) && one !== null;
    return [key, isSecret ? hidden : hideIn(one, secret)] as const;
  });
  return Object.fromEntries(entries);
}

function isHidden(key: string, secret: ReadonlySet<string>): boolean {
  return secret.has(key) || telling.test(key);
}

/** What was hidden from whoever edited an input comes back where they left it hidden. */
export function secretsAgain(edited: unknown, whole: unknown, secret: readonly string[] = []): unknown {
  return bringBack(edited, whole, new Set(secret));
}

function bringBack(edited: unknown, whole: unknown, secret: ReadonlySet<string>): unknown {
  if (Array.isArray(edited))
    return edited.map((one, at) => bringBack(one, Array.isArray(whole) ? whole[at] : undefined, secret));
  if (typeof edited !== 'object' || edited === null) return edited;
  const before = (typeof whole === 'object' && whole !== null ? whole : {}) as Record<string, unknown>;
  const entries = Object.entries(edited).map(([key, one]) => {
    const isLeft = one === hidden && isHidden(key, secret);
    return [key, isLeft ? before[key] : bringBack(one, before[key], secret)] as const;
  });
  return Object.fromEntries(entries);
}
