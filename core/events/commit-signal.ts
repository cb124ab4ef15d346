/** Word inside this process that a commit left rows for others: events or jobs. Cheap enough for every write. */
export interface CommitSignal {
  raise(): void;
  /** @returns a function that stops listening. */
  hear(react: () => void): () => void;
}

export function createCommitSignal(): CommitSignal {
  const hearers = new Set<() => void>();
  return {
    raise() {
      for (const react of hearers) react();
    },
    hear(react) {
      hearers.add(react);
      return () => void hearers.delete(react);
    },
  };
}
