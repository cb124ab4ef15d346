/** What lies where in an archive. It is a plain tar file, so that it can be opened without Guildhall. */
export const headerPath = 'guildhall.json';
export const manifestPath = 'manifest.json';
export const keysPath = 'keys.json';

const tablePart = /^tables\/([a-z_][a-z0-9_]*)\/\d{6,}\.copy$/;
const checksumPart = /^checksums\/\d{6,}\.txt$/;

export function tablePartPath(table: string, part: number): string {
  return `tables/${table}/${numbered(part)}.copy`;
}

/** The table a part belongs to, or null. */
export function tableOfPart(path: string): string | null {
  return tablePart.exec(path)?.[1] ?? null;
}

export function checksumPath(part: number): string {
  return `checksums/${numbered(part)}.txt`;
}

export function isChecksumPart(path: string): boolean {
  return checksumPart.test(path);
}

const filePart = /^files\/([0-9a-f-]{36})\/([0-9a-f-]{36})$/;

export function filePartPath(workspaceId: string, key: string): string {
  return `files/${workspaceId}/${key}`;
}

export function fileOfPart(path: string): { workspaceId: string; key: string } | null {
  const [, workspaceId, key] = filePart.exec(path) ?? [];
  return workspaceId && key ? { workspaceId, key } : null;
}

const dataPrefix = 'data/';

export function dataPartPath(path: string): string {
  return `${dataPrefix}${path}`;
}

/** A path below the data folder, or null. One that leads out of it is no path of ours. */
export function dataOfPart(path: string): string | null {
  if (!path.startsWith(dataPrefix)) return null;
  const below = path.slice(dataPrefix.length);
  const isPlain = below.split('/').every((step) => step !== '' && step !== '.' && step !== '..');
  return isPlain && !below.includes('\\') && !below.includes('\0') ? below : null;
}

function numbered(part: number): string {
  return String(part).padStart(6, '0');
}
