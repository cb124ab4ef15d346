import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import Mocha from 'mocha';

/** Mocha's usual report; what happened in each file goes to whoever adds up several runs. */
export default class CountReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const files = {};
    const of = (test) => {
      files[nameOf(test)] ??= { passes: 0, pending: 0, failures: [], ms: 0 };
      return files[nameOf(test)];
    };
    let began = 0;
    let tested = 0;
    runner.on('suite', (suite) => {
      if (suite.parent?.root) [began, tested] = [performance.now(), 0];
    });
    runner.on('test end', (test) => (tested += test.duration ?? 0));
    // Files that ran beside others are told of all at once afterwards; what their tests took is what is known.
    runner.on('suite end', (suite) => {
      if (suite.parent?.root) of(suite).ms += Math.max(performance.now() - began, tested);
    });
    runner.on('pass', (test) => of(test).passes++);
    runner.on('pending', (test) => of(test).pending++);
    runner.on('fail', (test, error) => of(test).failures.push(failureOf(test, error)));
    runner.once('end', () => {
      const target = process.env.GUILDHALL_TEST_COUNTS;
      if (target) writeFileSync(target, JSON.stringify(files));
    });
  }
}

function nameOf(test) {
  return test.file ? relative('', test.file) : '';
}

function failureOf(test, error) {
  return { title: test.fullTitle(), reason: String(error?.stack ?? error?.message ?? error) };
}
