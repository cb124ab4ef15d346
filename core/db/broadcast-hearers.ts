import type { Logger } from '../sdk/index.ts';

type React = (key: string) => void;

export interface Hearers {
  add(topic: string, react: React): () => void;
  tell(topic: string, key: string): void;
  tellAll(key: string): void;
}

/** Who listens to what in this process. One that throws does not keep the others from hearing. */
export function createHearers(log: Logger): Hearers {
  const topics = new Map<string, Set<React>>();
  const tell = (topic: string, key: string) => {
    for (const react of topics.get(topic) ?? []) reactSafely(react, key, topic, log);
  };
  return {
    add: (topic, react) => addHearer(topics, topic, react),
    tell,
    tellAll: (key) => {
      for (const topic of topics.keys()) tell(topic, key);
    },
  };
}

function addHearer(topics: Map<string, Set<React>>, topic: string, react: React): () => void {
  const hearers = topics.get(topic) ?? new Set();
  topics.set(topic, hearers.add(react));
  return () => void hearers.delete(react);
}

function reactSafely(react: React, key: string, topic: string, log: Logger): void {
  try {
    react(key);
  } catch (error) {
    log.error({ error, topic }, 'A listener failed on word from another process.');
  }
}
