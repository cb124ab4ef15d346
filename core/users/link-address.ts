import type { Config } from '../../config/schema.ts';

/** The address of a page for whoever is sent it from the command line, where no request says how people come here. */
export function linkAddress(
  { publicUrl, port }: Pick<Config, 'publicUrl' | 'port'>,
  path: `/${string}`,
): string {
  return `${publicUrl ? new URL(publicUrl).origin : `http://localhost:${port}`}${path}`;
}
