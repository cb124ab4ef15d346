import { definePlugin, definePublicPage } from 'guildhall/sdk';
import { z } from 'zod';
export default definePlugin({
  id: 'reload-probe', title: 'Probe', description: 'Measures', icon: 'stopwatch', version: '1.0.0', compatible: '*',
  permissions: {},
  publicPages: [definePublicPage({ method: 'get', path: '/mark', summary: 'A mark', input: z.strictObject({}),
    style: 'probe.css', run: async () => ({ view: 'mark', title: 'Mark', model: { code: '3' } }) })],
});
