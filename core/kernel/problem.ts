/** Something wrong in one place of one plugin, with its fix. */
export interface Complaint {
  /** Where, for example `resources.crm.deal.board.sum`; empty for the plugin as a whole. */
  readonly path: string;
  /** A sentence or two: what is wrong and what to do. */
  readonly message: string;
}

/** The sentence an admin reads. */
export function sentenceOf(plugin: string, { path, message }: Complaint): string {
  return `Plugin "${plugin}"${path && `, ${path}`}: ${message}`;
}

export function complaint(path: string, message: string): Complaint {
  return { path, message };
}

const most = 12;

/** A closed list as a person reads it: `a, b or c`. */
export function listed(values: Iterable<string>): string {
  const all = [...values];
  if (all.length === 0) return 'nothing';
  const shown = all.length > most ? [...all.slice(0, most), `${all.length - most} more`] : all;
  return shown.length === 1 ? String(shown[0]) : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}
