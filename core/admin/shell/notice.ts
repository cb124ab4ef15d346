import type { Request, Response } from 'express';
import { z } from 'zod';
import { readCookie } from './read-cookie.ts';

/** One sentence for the next page: what was just done, and how to take it back. */
export interface Notice {
  readonly text: string;
  /** An address that takes it back when it is posted to; null where nothing does. */
  readonly undo: string | null;
}

const cookie = 'notice';
const shape = z.object({
  text: z.string().min(1).max(300),
  undo: z
    .string()
    .regex(/^\/w\/[\w/.-]+$/)
    .max(300)
    .nullable(),
});

/** Leave a notice for the page that comes next. */
export function leaveNotice(response: Response, text: string, undo: string | null = null): void {
  const value = encodeURIComponent(JSON.stringify({ text: text.slice(0, 300), undo }));
  response.append('Set-Cookie', `${cookie}=${value}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax`);
}

/** The notice that was left, shown once. It is a cookie, so it is checked and escaped like any input. */
export function takeNotice(request: Request, response: Response): Notice | null {
  const text = readCookie(request, cookie);
  if (text === null) return null;
  response.append('Set-Cookie', `${cookie}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`);
  return shape.safeParse(parsed(text)).data ?? null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
