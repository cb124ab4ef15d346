/** A request to a server elsewhere. */
export interface OutboundRequest {
  /** Starts with `https://`. */
  readonly url: string;
  /** Default: GET. */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** The longest it may take with all redirects, in milliseconds. Default: 15 000, at most 120 000. */
  readonly timeoutMs?: number;
  /** Bytes of the answer that are taken at most; more is an error. Default: 5 million. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

/** What came back, whatever its status. */
export interface OutboundAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Where it came from in the end. */
  readonly url: string;
}
