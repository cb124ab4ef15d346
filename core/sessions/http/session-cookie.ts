import type { CookieOptions } from 'express';
import type { Config } from '../../../config/schema.ts';
import { idleMs } from '../session-times.ts';

function isSecure({ publicUrl }: Config): boolean {
  return publicUrl?.startsWith('https:') ?? false;
}

/** Over https the browser itself sees to it that nobody else's page or host can set these. */
function nameFor(config: Config, name: string): string {
  return isSecure(config) ? `__Host-${name}` : name;
}

function optionsFor(config: Config, maxAge: number) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(config), maxAge } as const;
}

export interface CookieSettings {
  readonly name: string;
  readonly options: CookieOptions & { readonly maxAge: number };
}

export function sessionCookie(config: Config): CookieSettings {
  return { name: nameFor(config, 'guildhall'), options: optionsFor(config, idleMs) };
}

const year = 365 * 24 * 60 * 60 * 1000;

export function deviceCookie(config: Config): CookieSettings {
  return { name: nameFor(config, 'guildhall-device'), options: optionsFor(config, year) };
}

/** One cookie of a request, undecoded; empty when it is not there. */
export function cookieOf(header: string | undefined, name: string): string {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return '';
}
