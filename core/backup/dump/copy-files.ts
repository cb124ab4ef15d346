import { type FileHandle, open } from 'node:fs/promises';
import { removedSuffix } from '../../ports/files/local-files.ts';
import type { ArchiveWriter } from '../archive/archive-writer.ts';
import { dataPartPath, fileOfPart } from '../archive/layout.ts';
import type { DataFile } from './data-folder.ts';

export interface CopiedFiles {
  readonly files: number;
  readonly bytes: number;
  readonly gone: number;
}

/**
 * Copies files into the archive. One that disappears between being seen and being opened is counted.
 * @param onCopied told where each belongs
 */
export async function copyFiles(
  writer: ArchiveWriter,
  files: AsyncIterable<DataFile>,
  onCopied: (path: string) => void = () => undefined,
): Promise<CopiedFiles> {
  let [copied, bytes, gone] = [0, 0, 0];
  for await (const { file, path } of files) {
    const size = await copyFile(writer, file, fileOfPart(path) ? path : dataPartPath(path));
    if (size === null) {
      gone += 1;
      continue;
    }
    [copied, bytes] = [copied + 1, bytes + size];
    onCopied(path);
  }
  return { files: copied, bytes, gone };
}

async function copyFile(writer: ArchiveWriter, file: string, part: string): Promise<number | null> {
  const handle = await openOrRemoved(file);
  if (!handle) return null;
  try {
    return await copyOpened(writer, handle, part);
  } finally {
    await handle.close().catch(() => undefined);
  }
}

/** It may have been removed since it was listed. */
async function openOrRemoved(file: string): Promise<FileHandle | null> {
  for (const name of [file, file + removedSuffix]) {
    const handle = await open(name).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (handle) return handle;
  }
  return null;
}

/** Of a file that grows meanwhile, as much is copied as there was. */
async function copyOpened(writer: ArchiveWriter, handle: FileHandle, part: string): Promise<number> {
  const { size } = await handle.stat();
  if (size === 0) await writer.add(part, Buffer.alloc(0));
  else await writer.addStream(part, size, handle.createReadStream({ end: size - 1, autoClose: false }));
  return size;
}
