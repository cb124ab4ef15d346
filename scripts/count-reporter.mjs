import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** Mocha's usual report; the numbers go to whoever adds up several runs. */
export default class CountReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = runner.stats;
      const file = process.env.GUILDHALL_TEST_COUNTS;
      if (file) writeFileSync(file, JSON.stringify({ passes, failures, pending }));
    });
  }
}
