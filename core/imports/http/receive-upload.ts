import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import type { Request } from 'express';
import { InvalidInput } from '../../sdk/index.ts';
import type { ImportUpload } from '../begin-import.ts';

const noFile = () => new InvalidInput([{ path: ['file'], message: 'Choose a file.' }]);

/**
 * Hand the file of a request on while it arrives; nothing of it is held in memory. The file is the
 * multipart part named `file`, or the body itself where that is a CSV.
 */
export async function receiveUpload<Result>(
  request: Request,
  take: (upload: ImportUpload) => Promise<Result>,
): Promise<Result> {
  try {
    if (isMultipart(request.headers)) return await fromForm(request, take);
    if (isCsv(request.headers)) return await take({ fileName: fileNameIn(request), content: request });
    throw noFile();
  } finally {
    // What is left of the request is read and dropped: a browser listens only when it has finished talking.
    request.unpipe();
    request.resume();
  }
}

function isMultipart(headers: IncomingHttpHeaders): boolean {
  return headers['content-type']?.toLowerCase().startsWith('multipart/form-data') ?? false;
}

function isCsv(headers: IncomingHttpHeaders): boolean {
  return /^(text\/csv|application\/octet-stream)\b/i.test(headers['content-type'] ?? '');
}

function fileNameIn(request: Request): string {
  const start = request.originalUrl.indexOf('?');
  const query = new URLSearchParams(start < 0 ? '' : request.originalUrl.slice(start + 1));
  return query.get('fileName') ?? 'import.csv';
}

function fromForm<Result>(
  request: Request,
  take: (upload: ImportUpload) => Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    let taken: Promise<Result> | null = null;
    const form = openForm(request.headers, reject);
    form?.on('file', (name: string, content: Readable, { filename }: { filename?: string }) => {
      if (name !== 'file' || taken || !filename) {
        content.resume();
        return;
      }
      taken = take({ fileName: filename, content });
      taken.then(resolve, reject);
    });
    form?.on('error', () => reject(broken()));
    form?.on('close', () => {
      if (!taken) reject(noFile());
    });
    request.on('aborted', () => form?.destroy(broken()));
    if (form) request.pipe(form);
  });
}

function broken(): InvalidInput {
  return new InvalidInput([{ path: ['file'], message: 'The file did not arrive whole. Send it again.' }]);
}

/** A form that says nothing of where its parts end cannot be read. */
function openForm(headers: IncomingHttpHeaders, reject: (error: Error) => void): busboy.Busboy | null {
  try {
    return busboy({
      headers,
      limits: { files: 1, fields: 20, fieldSize: 10_000, parts: 25 },
      defParamCharset: 'utf8',
    });
  } catch {
    reject(broken());
    return null;
  }
}
