import { expect } from 'chai';
import type { Weight } from '../../core/actions/offered-action.ts';
import { isProgram, usualVerdict, type Verdict } from '../../core/actions/risk/verdict.ts';
import { fewRemoved } from '../../core/actions/run/limits.ts';
import type { Door } from '../../core/scope.ts';
import { type Actor, actionEffects, actionRisks } from '../../core/sdk/index.ts';

const people: readonly [who: string, actor: Actor, door: Door][] = [
  ['a person on a page', { kind: 'user', userId: 'u', name: 'Ada' }, 'page'],
  ['a person at the palette', { kind: 'user', userId: 'u', name: 'Ada' }, 'palette'],
  ['a person at the command line', { kind: 'user', userId: 'u', name: 'Ada' }, 'cli'],
  ['whoever sits at the machine', { kind: 'system', userId: null, name: 'Shell' }, 'cli'],
];
const programs: readonly [who: string, actor: Actor, door: Door][] = [
  ['an API key over REST', { kind: 'apiKey', userId: 'u', keyId: 'k', name: 'Key' }, 'rest'],
  ['an API key at the command line', { kind: 'apiKey', userId: 'u', keyId: 'k', name: 'Key' }, 'cli'],
  ['an agent over MCP', { kind: 'apiKey', userId: 'u', keyId: 'k', name: 'Agent' }, 'mcp'],
  ['a workflow', { kind: 'system', userId: null, name: 'Workflow' }, 'workflow'],
];

/** For programs; `many` is what removes more than a few at once. */
const asked: Readonly<Record<string, Verdict>> = {
  'read low': 'allow',
  'read medium': 'allow',
  'read high': 'allow',
  'write low': 'allow',
  'write medium': 'allow',
  'write high': 'approve',
  'remove low': 'allow',
  'remove medium': 'allow',
  'remove high': 'approve',
  'remove low many': 'approve',
  'remove medium many': 'approve',
  'remove high many': 'approve',
  'send low': 'approve',
  'send medium': 'approve',
  'send high': 'approve',
  'money low': 'approve',
  'money medium': 'approve',
  'money high': 'approve',
};

function weights(): [name: string, weight: Weight][] {
  return actionEffects.flatMap((effect) =>
    actionRisks.flatMap((risk): [string, Weight][] => {
      const few: [string, Weight] = [
        `${effect} ${risk}`,
        { effect, risk, removes: effect === 'remove' ? 1 : 0 },
      ];
      const many: Weight = { effect, risk, removes: fewRemoved + 1 };
      return effect === 'remove' ? [few, [`${effect} ${risk} many`, many]] : [few];
    }),
  );
}

describe('risk: who has to ask before what', () => {
  for (const [who, actor, door] of people)
    it(`lets ${who} answer for all of it`, () => {
      const origin = { door, requestId: null };
      expect(isProgram({ actor, origin })).to.equal(false);
      for (const [name, weight] of weights())
        expect(usualVerdict(isProgram({ actor, origin }), weight), name).to.equal('allow');
    });

  for (const [who, actor, door] of programs)
    it(`has ${who} ask before what hurts, leaves the house or removes many`, () => {
      const byProgram = isProgram({ actor, origin: { door, requestId: null } });
      const verdicts = weights().map(([name, weight]) => [name, usualVerdict(byProgram, weight)]);
      expect(Object.fromEntries(verdicts)).to.deep.equal(asked);
    });
});
