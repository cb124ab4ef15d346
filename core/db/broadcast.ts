/** Word between processes, for what must be forgotten or noticed everywhere at once. Rare things only. */
export interface Broadcast {
  /** Tell every process, this one included. */
  tell(topic: string, key: string): Promise<void>;
  /** @returns a function that stops listening. */
  hear(topic: string, react: (key: string) => void): () => void;
}
