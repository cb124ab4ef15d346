import type { Response } from 'express';

/** Answer JSON that is text already. Nothing here is for a shared cache. */
export function answerJson(response: Response, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(text);
}

/** `{ "data": … }` around a record's JSON. */
export function answerRecord(response: Response, status: number, record: string): void {
  answerJson(response, status, `{"data":${record}}`);
}

/** `{ "data": … }` around anything. */
export function answerData(response: Response, status: number, data: unknown): void {
  answerJson(response, status, JSON.stringify({ data }));
}
