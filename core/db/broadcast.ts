/** Heard as a key after an interruption: anything may have been missed, so forget all of the topic. */
export const everything = '*';

/** Word between processes, for what must be forgotten or noticed everywhere at once. Rare things only. */
export interface Broadcast {
  /** Tell every process, this one included. */
  tell(topic: string, key: string): Promise<void>;
  /** Tell this process alone: what follows here from word that all have heard. */
  tellHere(topic: string, key: string): void;
  /** Tell every process if the way is open now; what is of the moment is not kept for later. */
  mention(topic: string, key: string): void;
  /** The key may be `everything`. @returns a function that stops listening. */
  hear(topic: string, react: (key: string) => void): () => void;
}
