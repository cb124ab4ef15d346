import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import type { Request } from 'express';
import { InvalidInput } from '../sdk/index.ts';

export interface Upload {
  readonly fileName: string;
  readonly content: Readable;
  /** Other fields of the form that came before the file, or what stands in the address. */
  readonly fields: ReadonlyMap<string, string>;
}

const noFile = () => new InvalidInput([{ path: ['file'], message: 'Choose a file.' }]);

/**
 * Hand the file of a request on while it arrives; nothing of it is held in memory. The file is the
 * multipart part named `file`, or the body itself where that is a CSV.
 */
export async function receiveUpload<Result>(
  request: Request,
  take: (upload: Upload) => Promise<Result>,
): Promise<Result> {
  try {
    if (isMultipart(request.headers)) return await fromForm(request, take);
    if (isCsv(request.headers)) return await take(bodyOf(request));
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

function bodyOf(request: Request): Upload {
  const start = request.originalUrl.indexOf('?');
  const fields = new Map(new URLSearchParams(start < 0 ? '' : request.originalUrl.slice(start + 1)));
  return { fileName: fields.get('fileName') ?? 'import.csv', content: request, fields };
}

function fromForm<Result>(request: Request, take: (upload: Upload) => Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    let taken: Promise<Result> | null = null;
    const fields = new Map<string, string>();
    const form = openForm(request.headers, reject);
    form?.on('field', (name: string, value: string) => void fields.set(name, value));
    form?.on('file', (name: string, content: Readable, { filename }: { filename?: string }) => {
      if (name !== 'file' || taken || !filename) {
        content.resume();
        return;
      }
      taken = take({ fileName: filename, content, fields });
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
