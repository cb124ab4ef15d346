/** `npm run citus:plan`: what becomes of each table on Citus, with the commands; `DATABASE_URL` names the database. */
import { describePlan } from '../core/db/citus/describe-plan.ts';
import { planDistribution } from '../core/db/citus/plan-distribution.ts';
import { readRelations } from '../core/db/citus/read-relations.ts';

const { DATABASE_URL: url } = process.env;
if (url) process.stdout.write(`${describePlan(planDistribution(await readRelations(url)))}\n`);
else {
  process.stderr.write('guildhall: set DATABASE_URL to the database whose tables are to be spread.\n');
  process.exitCode = 1;
}
