import { expect } from 'chai';
import { type LifecycleState, mayMove, wayBetween } from './lifecycle.ts';

const all: readonly LifecycleState[] = [
  'discovered',
  'installed',
  'enabled',
  'disabled',
  'quarantined',
  'uninstalled',
  'missing',
];

describe('plugin states: which moves there are', () => {
  it('comes up through every state on the way', () => {
    expect(wayBetween(null, 'enabled')).to.deep.equal(['discovered', 'installed', 'enabled']);
    expect(wayBetween('quarantined', 'enabled')).to.deep.equal(['installed', 'enabled']);
    expect(wayBetween('uninstalled', 'enabled')).to.deep.equal(['discovered', 'installed', 'enabled']);
  });

  it('never leads over a move that does not exist', () => {
    for (const from of all) {
      for (const to of all) {
        const stops = [from, ...wayBetween(from, to)];
        stops.slice(1).forEach((stop, index) => {
          expect(mayMove(stops[index] ?? from, stop), `${stops[index]} → ${stop}`).to.equal(true);
        });
      }
    }
  });

  it('does not bring one that was uninstalled straight back into service', () => {
    expect(mayMove('uninstalled', 'enabled')).to.equal(false);
    expect(mayMove('disabled', 'enabled')).to.equal(false);
  });
});
