export interface Call {
  readonly method: string;
  readonly url: string;
  /** Sent in the address, encoded by curl. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** A file sent as the body; what else is in the query then stays in the address. */
  readonly file?: string;
}

/** A call as a command to copy; the key comes from the reader's environment, never from the page. */
export function curlExample(call: Call): string {
  const lines = [
    [verbOf(call), quote(addressOf(call))].filter(Boolean).join(' '),
    '-H "Authorization: Bearer $GUILDHALL_KEY"',
    ...queryLines(call),
    ...bodyLines(call),
  ];
  return `curl ${lines.join(' \\\n  ')}`;
}

/** What curl is to encode itself, so that brackets need no care. */
function queryLines({ file, query = {} }: Call): string[] {
  if (file) return [];
  return Object.entries(query).map(([name, value]) => `--data-urlencode ${quote(`${name}=${value}`)}`);
}

function addressOf({ url, file, query = {} }: Call): string {
  const text = new URLSearchParams(query).toString();
  return file && text ? `${url}?${text}` : url;
}

function bodyLines({ body, file }: Call): string[] {
  if (file) return ["-H 'Content-Type: text/csv'", `--data-binary ${quote(`@${file}`)}`];
  return body === undefined
    ? []
    : ["-H 'Content-Type: application/json'", `-d ${quote(JSON.stringify(body))}`];
}

function verbOf({ method, query = {} }: Call): string {
  if (method !== 'GET') return `-X ${method}`;
  return Object.keys(query).length > 0 ? '-G' : '';
}

/** In single quotes a shell changes nothing; a single quote itself leaves and comes back. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
