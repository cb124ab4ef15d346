import { expect } from 'chai';
import { defineExtensionPoint, defineService, provide } from '../../core/sdk/index.ts';
import { declared, problemsOf } from './problems-of.ts';

const ledger = declared('ledger', {
  services: [provide(defineService<object>('ledger.entries'), () => ({}))],
});

describe('kernel: services a plugin names', () => {
  it('must be offered by the plugin it requires', () => {
    const user = declared('billing', {
      requires: { ledger: '^1.0' },
      capabilities: { services: ['ledger.enties'] },
    });
    expect(problemsOf(user, ledger)).to.deep.equal([
      'capabilities.services: ledger offers no service "ledger.enties". It offers ledger.entries.',
    ]);
  });

  it('may be of a plugin that is not there, when it does not require it', () => {
    const user = declared('billing', { capabilities: { services: ['elsewhere.things', 'ledger.entries'] } });
    expect(problemsOf(user, ledger)).to.deep.equal([]);
  });

  it('are those of others, each once', () => {
    const user = declared('billing', { capabilities: { services: ['billing.own', 'a.b', 'a.b'] } });
    expect(problemsOf(user)).to.deep.equal([
      'capabilities.services: "billing.own" is its own. Name services of others only.',
      'capabilities.services: "a.b" stands there twice. Remove one.',
    ]);
  });
});

describe('kernel: points a plugin opens', () => {
  it('carry its name, each once', () => {
    const points = ['other.things', 'billing.Things', 'billing.things', 'billing.things'].map((id) =>
      defineExtensionPoint<string>(id),
    );
    expect(problemsOf(declared('billing', { points }))).to.deep.equal([
      'point other.things: Name it "billing." and kebab-case words.',
      'point billing.Things: Name it "billing." and kebab-case words.',
      'point billing.things: It stands there twice. Remove one.',
    ]);
  });
});
