import { existsSync, watch } from 'node:fs';
import { join, sep } from 'node:path';

const folders = ['core', 'config', 'migrations', 'plugins', 'themes'];
/** What editors write in one go belongs together. */
const settleMs = 40;

const isLeftOut = (name: string): boolean =>
  /(^|[\\/])(node_modules|test|\.[^\\/]+)[\\/]|\.test\.ts$/.test(name);
const isCode = (name: string): boolean => /\.ts$|(^|[\\/])package\.json$/.test(name);

/** Tells when files changed below the root or among plugins elsewhere, and whether code was among them. */
export function watchSources(root: string, pluginsDir: string, tell: (isCodeChanged: boolean) => void): void {
  let isCodeChanged = false;
  let timer: NodeJS.Timeout | undefined;
  const settle = (): void => {
    tell(isCodeChanged);
    isCodeChanged = false;
  };
  const ours = folders.map((folder) => join(root, folder));
  const isElsewhere = !ours.some((folder) => `${pluginsDir}${sep}`.startsWith(folder + sep));
  for (const folder of isElsewhere && existsSync(pluginsDir) ? [...ours, pluginsDir] : ours) {
    watch(folder, { recursive: true }, (_kind, name) => {
      if (name === null || isLeftOut(name)) return;
      isCodeChanged ||= isCode(name);
      clearTimeout(timer);
      timer = setTimeout(settle, settleMs);
    });
  }
}
