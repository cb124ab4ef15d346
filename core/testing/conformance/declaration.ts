import { expect } from 'chai';
import type { ContributionType } from '../../kernel/contributions/contribution-type.ts';
import { contributionKeys, contributionTypes } from '../../kernel/contributions/contribution-types.ts';
import type { Subject } from './subject.ts';

/** It comes up with nothing to complain about, and all it contributes is asked for by name. */
export function declaration(subject: () => Subject): void {
  it('is up, with no problem to tell', () => {
    const plugin = subject().runtime.registry.plugins.find(({ id }) => id === subject().id);
    expect([plugin?.state, plugin?.problems]).to.deep.equal(['enabled', []]);
  });

  it('says in words what each of its permissions lets people do', () => {
    const own = [...subject().runtime.registry.permissions].filter(
      ([, { plugin }]) => plugin === subject().id,
    );
    for (const [name, { label }] of own) expect(label, name).to.match(/^\p{Lu}.{3,}/u);
  });

  it('guards every contribution that people reach with a permission that exists', () => {
    const { contributions, permissions } = subject().runtime.registry;
    for (const key of contributionKeys) {
      const type = contributionTypes[key] as ContributionType<unknown>;
      for (const { item } of contributions[key].filter(({ plugin }) => plugin === subject().id)) {
        const permission = type.permissionOf?.(item);
        if (permission)
          expect(permissions.has(permission), `${type.word} ${type.nameOf(item)}`).to.equal(true);
      }
    }
  });
}
