/**
 * How word travels to a process that works: there is something to do. It holds no fact: the rows of `jobs` are
 * the record, whoever hears looks there, and whoever hears nothing looks there every second.
 */
export interface QueueDriver {
  readonly name: 'postgres' | 'redis';
  /** One of those who listen is to look. Said twice before anybody looked, once is enough. */
  wake(): Promise<void>;
  /** Be one of those who are woken. @returns a function that stops listening */
  listen(react: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
