export interface Call {
  readonly method: string;
  readonly url: string;
  /** Sent in the address, encoded by curl. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A call as a command to copy; the key comes from the reader's environment, never from the page. */
export function curlExample({ method, url, query = {}, body }: Call): string {
  const parts = Object.entries(query).map(([name, value]) => `--data-urlencode ${quote(`${name}=${value}`)}`);
  const lines = [
    [verbOf(method, parts.length > 0), quote(url)].filter(Boolean).join(' '),
    '-H "Authorization: Bearer $GUILDHALL_KEY"',
    ...parts,
    ...(body === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d ${quote(JSON.stringify(body))}`]),
  ];
  return `curl ${lines.join(' \\\n  ')}`;
}

function verbOf(method: string, hasQuery: boolean): string {
  if (method === 'GET') return hasQuery ? '-G' : '';
  return `-X ${method}`;
}

/** In single quotes a shell changes nothing; a single quote itself leaves and comes back. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
