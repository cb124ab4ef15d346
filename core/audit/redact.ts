const telling = /password|passphrase|secret|token|api-?_?key|authorization/i;
const hidden = '•••';
const longestBytes = 16_384;

/** What may be kept of an input: secrets are hidden, and what is very long is left out. */
export function redact(args: unknown, secret: readonly string[] = []): unknown {
  const kept = withoutSecrets(args ?? null, new Set(secret));
  const bytes = Buffer.byteLength(JSON.stringify(kept));
  return bytes > longestBytes ? { leftOut: `${bytes} bytes` } : kept;
}

function withoutSecrets(value: unknown, secret: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutSecrets(one, secret));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => {
    const isSecret = (secret.has(key) || telling.test(key)) && one !== null;
    return [key, isSecret ? hidden : withoutSecrets(one, secret)] as const;
  });
  return Object.fromEntries(entries);
}
