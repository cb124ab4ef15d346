import { join } from 'node:path';
import { packageRoot } from '../../core/package-root.ts';
import { describeConformance } from '../../core/testing/index.ts';
import { shippedPlugins } from './shipped-plugins.ts';

const asked = process.env.GUILDHALL_PLUGIN_FOLDERS?.split('\n').filter(Boolean);
const shipped = (await shippedPlugins()).map((id) => join(packageRoot(), 'plugins', id));

for (const folder of asked ?? shipped) describeConformance(folder);
