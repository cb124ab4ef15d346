export declare function watchAnswers(parts: {
  readonly address: string;
  readonly patienceMs: number;
  readonly onSilent: () => void;
  readonly everyMs?: number;
  /** How long one look waits. */
  readonly limitMs?: number;
}): () => void;
export declare function healthAddress(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  execArgv: readonly string[],
): string | undefined;
