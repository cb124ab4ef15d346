import { watch } from 'node:fs';
import { join } from 'node:path';

const folders = ['core', 'config', 'migrations', 'plugins', 'themes'];
/** What editors write in one go belongs together. */
const settleMs = 40;

const isLeftOut = (name: string): boolean =>
  /(^|[\\/])(node_modules|test|\.[^\\/]+)[\\/]|\.test\.ts$/.test(name);
const isCode = (name: string): boolean => /\.ts$|(^|[\\/])package\.json$/.test(name);

/** Tells when files changed below the root, and whether code was among them. */
export function watchSources(root: string, tell: (isCodeChanged: boolean) => void): void {
  let isCodeChanged = false;
  let timer: NodeJS.Timeout | undefined;
  const settle = (): void => {
    tell(isCodeChanged);
    isCodeChanged = false;
  };
  for (const folder of folders) {
    watch(join(root, folder), { recursive: true }, (_kind, name) => {
      if (name === null || isLeftOut(name)) return;
      isCodeChanged ||= isCode(name);
      clearTimeout(timer);
      timer = setTimeout(settle, settleMs);
    });
  }
}
