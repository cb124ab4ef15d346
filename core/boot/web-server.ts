import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config, EnvironmentVariable } from '../../config/schema.ts';

/** Longer than the usual proxy keeps its connections, so that it never sends into one we just closed. */
const keepAliveMs = 65_000;
/** Whoever dribbles headers holds a connection no longer than this; idle kept-alive ones do not count. */
const headersMs = 15_000;

export function openWebServer(handle: RequestListener, options: ServerOptions = {}): Server {
  const server = createServer(options, handle);
  server.keepAliveTimeout = keepAliveMs;
  server.headersTimeout = headersMs;
  return server;
}

/** @throws Error with a sentence for whoever started it */
export function listen(
  server: Server,
  { host, port }: Pick<Config, 'host' | 'port'>,
  variable: EnvironmentVariable = 'PORT',
): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) =>
      reject(new Error(whyNot(error, { host, port, variable }), { cause: error }));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

interface Place {
  readonly host: string;
  readonly port: number;
  /** What names the port. */
  readonly variable: EnvironmentVariable;
}

function whyNot({ code, message }: NodeJS.ErrnoException, { host, port, variable }: Place): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use. Stop what uses it, or set ${variable} to a free port (0 takes any).`;
    case 'EACCES':
      return `Port ${port} may not be used by this account. Set ${variable} to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}. Set HOST to 127.0.0.1, or to 0.0.0.0 for all of its addresses.`;
    default:
      return `The server cannot listen on ${host}:${port}: ${message}.`;
  }
}

/** The address to type, of a server that listens. */
export function addressOf(server: Server, { host, publicUrl }: Pick<Config, 'host' | 'publicUrl'>): string {
  if (publicUrl) return publicUrl;
  const { port } = server.address() as AddressInfo;
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const name = isEverywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
