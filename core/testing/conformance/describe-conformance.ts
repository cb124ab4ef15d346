import { basename, resolve } from 'node:path';
import { badInput } from './bad-input.ts';
import { declaration } from './declaration.ts';
import { isolation } from './isolation.ts';
import { liveMessages } from './live-messages.ts';
import { permissions } from './permissions.ts';
import { bootSubject, type Subject } from './subject.ts';
import { switching } from './switching.ts';
import { tables } from './tables.ts';

const checks: Readonly<Record<string, (subject: () => Subject) => void>> = {
  declaration,
  permissions,
  isolation,
  'bad input': badInput,
  'live messages': liveMessages,
  switching,
  tables,
};

const limitMs = 180_000;

/**
 * What any plugin must hold, as tests for mocha: it comes up, asks for permissions, keeps workspaces apart,
 * refuses bad input, answers live messages by the same rules, is off when it is off and touches no data by that, and its tables go as they came.
 *
 * @param folder of the plugin; what it requires is looked for in the product and beside it
 * @example describeConformance(join(import.meta.dirname, '..'));
 */
export function describeConformance(folder: string): void {
  describe(`conformance of ${basename(folder)}`, function () {
    this.timeout(limitMs);
    let booted: Subject;
    before(async () => {
      booted = await bootSubject(resolve(folder));
    });
    after(() => booted?.stop());
    for (const [name, check] of Object.entries(checks)) describe(name, () => check(() => booted));
  });
}
