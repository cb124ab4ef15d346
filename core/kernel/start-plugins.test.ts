import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import type { Logger } from '../sdk/index.ts';
import type { LoadedPlugin } from './loaded-plugin.ts';
import { createPluginCalls } from './plugin-calls.ts';
import { startPlugins } from './start-plugins.ts';
import type { HeldPlugin } from './states/held-plugins.ts';
import { nothingHeld } from './states/live-states.ts';

describe('plugins: held and let go while they run', () => {
  const steps: string[] = [];
  const slowToStop = {
    ...{ id: 'slow', state: 'enabled', problems: [], folder: '', codeFolder: '', foundAs: 'slow' },
    isAtRest: false,
    declaration: {
      id: 'slow',
      start: () => void steps.push('starts'),
      async stop() {
        steps.push('stops');
        await pause(30);
        steps.push('is still');
      },
    },
  } as unknown as LoadedPlugin;

  it('start again only once they have come to rest', async () => {
    const parts = { limitMs: 5_000, log: {} as Logger, pluginCalls: createPluginCalls() };
    const started = await startPlugins([slowToStop], parts);
    const held: HeldPlugin = { id: 'slow', as: 'disabled', reason: 'For a moment.' };
    started.follow({ ...nothingHeld(), heldOf: () => held });
    started.follow(nothingHeld());
    await started.stop();
    expect(steps).to.deep.equal(['starts', 'stops', 'is still', 'starts', 'stops', 'is still']);
  });
});
