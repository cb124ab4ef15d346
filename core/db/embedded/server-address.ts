import type { ClusterHome } from './cluster-home.ts';
import { superuser } from './initialise.ts';
import { hasSocket } from './server-process.ts';

/** Where the superuser reaches a server of ours: over the local socket where there is one. */
export function serverAddress(home: ClusterHome, port: number, password: string): string {
  const url = new URL(`postgres://${superuser}@127.0.0.1/postgres`);
  url.password = password;
  url.port = String(port);
  if (hasSocket(home)) url.searchParams.set('host', home.run);
  // Some readers of such addresses take a plus sign for itself, not for a space.
  return url.href.replaceAll('+', '%20');
}
