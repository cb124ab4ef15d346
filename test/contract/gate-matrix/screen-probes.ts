import { pluginAssetUrl, readPluginAssets } from '../../../core/admin/assets/plugin-assets.ts';
import { asPart, atPage, byStatus, type GateApp, id, onPage, screens } from './gate-app.ts';
import { onlyNamed, type Probe, type Probes } from './probe.ts';

const shown = 'Shown by one of each';
const panel = ({ note }: GateApp) => `/w/a/notes/notes/${note}/panels/${id}.panel`;

/** What plugins show on pages, of their own and of others. */
export const screenProbes: Pick<
  Probes,
  'pages' | 'publicPages' | 'widgets' | 'panels' | 'regions' | 'settings'
> = {
  pages: [{ surface: 'page', look: (app) => atPage(app, `${screens}/one`) }],
  publicPages: [
    {
      surface: 'public page',
      look: async (app) => byStatus(await app.anonymous().get(`/p/a/${id}/one`), 'public page'),
    },
  ],
  widgets: [
    {
      surface: 'home',
      look: (app) => onPage(app, '/w/a', `/w/a/home/tiles/${id}.widget`),
      expected: onlyNamed,
    },
    { surface: 'tile', look: (app) => asPart(app, `/w/a/home/tiles/${id}.widget`, shown) },
    {
      surface: 'arrangement',
      look: (app) => onPage(app, '/w/a/home/arrangement', `${id}.widget`),
      expected: onlyNamed,
    },
  ],
  panels: [
    {
      surface: 'record page',
      look: (app) => onPage(app, `/w/a/notes/notes/${app.note}`, panel(app)),
      expected: onlyNamed,
    },
    { surface: 'panel', look: (app) => asPart(app, panel(app), shown) },
  ],
  regions: [
    {
      surface: 'page around it',
      look: (app) => onPage(app, `/w/a/notes/notes/${app.note}`, '/w/a/regions/record.side'),
      expected: onlyNamed,
    },
    {
      surface: 'region',
      look: ({ note, ...app }) =>
        asPart({ note, ...app }, `/w/a/regions/record.side?at=/w/a/notes/notes/${note}`, shown),
      // Around the page somebody came for, what rests is left out.
      expected: { 'held back': 'absent' },
    },
  ],
  settings: [
    { surface: 'page', look: (app) => atPage(app, `/w/a/settings/modules/${id}`), expected: onlyNamed },
    {
      surface: 'REST list',
      look: async ({ as }) => {
        const { body } = await as('owner').get('/api/settings').expect(200);
        return JSON.stringify(body).includes(`${id}.choices`) ? 'open' : 'absent';
      },
      expected: onlyNamed,
    },
    {
      surface: 'REST',
      look: async ({ as }) => byStatus(await as('owner').get(`/api/settings/${id}.choices`), 'settings'),
      expected: onlyNamed,
    },
  ],
};

/** No kind of its own: files that a plugin's views load stand in no workspace. */
export const assetProbe: Probe = {
  surface: 'assets',
  async look({ url, runtime }) {
    const address = pluginAssetUrl(readPluginAssets(runtime.registry), id, 'one.css');
    return byStatus(await fetch(url + address), address);
  },
  expected: { 'off here': 'open', 'held back': 'open' },
};
