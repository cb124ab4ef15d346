/** What one process says of itself at one moment. */
export interface Sample {
  readonly rssMb: number;
  readonly heapMb: number;
  readonly handles: number;
  readonly files: number;
  readonly connections: number;
}

export type Figure = keyof Sample;

const megabyte = 1024 * 1024;

/** Reads the figures of a process from its `/metrics`. */
export async function takeSample(base: string): Promise<Sample> {
  const text = await (await fetch(`${base}/metrics`)).text();
  const read = (pattern: string): number =>
    Number(new RegExp(`^${pattern} (\\S+)`, 'm').exec(text)?.[1] ?? Number.NaN);
  const sum = (pattern: string): number =>
    [...text.matchAll(new RegExp(`^${pattern}\\{[^}]*\\} (\\S+)`, 'gm'))].reduce(
      (all, [, one]) => all + Number(one),
      0,
    );
  return {
    rssMb: read('process_resident_memory_bytes') / megabyte,
    heapMb: read('nodejs_heap_size_used_bytes') / megabyte,
    handles: read('nodejs_active_handles_total'),
    files: read('process_open_fds'),
    connections:
      sum('guildhall_database_connections') - read('guildhall_database_connections\\{state="awaited"\\}'),
  };
}
