import type { Readable } from 'node:stream';

export interface StoredFile {
  /** Names the file from now on; never what a person called it. */
  readonly key: string;
  readonly bytes: number;
}

/** Where files of workspaces lie. What is stored is whole: an upload that breaks off leaves nothing. */
export interface FileStore {
  /** @throws TooLarge when more than `maxBytes` arrive */
  put(workspaceId: string, content: Readable, maxBytes: number): Promise<StoredFile>;
  /** @throws NotFound when it is gone */
  open(workspaceId: string, key: string): Promise<Readable>;
  /** It can no longer be opened; its bytes go with `removeAbandoned`. */
  remove(workspaceId: string, key: string): Promise<void>;
  /** What a killed process left half-written, and what was removed, before this moment. */
  removeAbandoned(before: number): Promise<void>;
}
