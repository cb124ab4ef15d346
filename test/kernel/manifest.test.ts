import { join } from 'node:path';
import { expect } from 'chai';
import { checkCandidates } from '../../core/kernel/check-candidates.ts';
import { folderCandidate } from '../../core/kernel/find/folder-candidates.ts';
import { packageRoot } from '../../core/package-root.ts';

/** What the fixture does wrong, each as a part of its own sentence. */
const expected: readonly RegExp[] = [
  /, title: It must not be empty/,
  /, icon: It is missing/,
  /, version: "one" is no version/,
  /, compatible: it works with Guildhall \^99\.0\.0, and this is \d/,
  /, require: There is no such setting/,
  /, permissions\.bad-manifest:read\.roles\.0: Use one of "admin", "member", "viewer"/,
  /, permissions\.read: Name it "bad-manifest:" and a kebab-case word/,
  /thing\.table: "things" is no table of this plugin\. Name it "bad_manifest_"/,
  /thing\.version: The core keeps a value of that name/,
  /thing\.code: It is required, and nobody can give it/,
  /thing\.companyId: It points at "crm\.company".*Add "crm" to requires/,
  /thing\.boxId: It points at "bad-manifest\.box", which cannot be found/,
  /thing\.valueMinor: Its currency field "coin" is no currency field/,
  /thing\.title: There is no field "nmae"\. Use name, status/,
  /thing\.title: "companyId" is of kind reference, which cannot be read as a name/,
  /thing\.create: "name" stands there twice/,
  /thing\.update: There is no field "owner"/,
  /thing\.list\.columns: There is no field "amount"/,
  /thing\.list\.search: "status" is of kind choice, which cannot be searched/,
  /thing\.list\.sort: "companyId" is of kind reference, which cannot be sorted by/,
  /thing\.form "Main": There is no field "naem"/,
  /thing\.board: There is no field "nothing"/,
  /thing\.board\.column: "name" is of kind text\. Name a field of kind choice or reference/,
  /thing\.board\.sum: "status" is of kind choice\. Name a field of kind money/,
  /thing\.board\.position: "name" is of kind text\. Name a field of kind integer/,
  /thing\.related\.0: bad-manifest\.thing has no reference "name"/,
  /thing\.access\.read: There is no permission "bad-manifest:raed"/,
  /thing\.access\.create: There is no permission "other:write"/,
  /thing\.actions\.Closing: Name it by a kebab-case noun/,
  /thing\.actions\.Closing\.access: There is no permission "bad-manifest:close"/,
  /thing\.actions\.Closing\.preview: What it does cannot be rolled back: say with preview what it would do/,
  /action bad-manifest\.thing\.mailing\.preview: What it does cannot be rolled back/,
  /open\.access\.remove: Say who may.*Nothing is open by default/,
  /open\.colour: There is no such setting/,
  /routes\.3\.access: It is missing/,
  /route get all: Start its path with a slash/,
  /route get \/all\/:id: Another of its routes has the same address/,
  /route get \/all\/:id\.input: It does not take "id"/,
  /schedule bad-manifest\.misspelt: "0 8 \* \* 1-" never comes\. Write five fields/,
  /schedule bad-manifest\.six-fields: "0 0 8 \* \* \*" never comes/,
  /schedule bad-manifest\.never: "0 8 30 2 \*" never comes/,
  /schedule bad-manifest\.nowhere: "Europe\/Atlantis" is no time zone/,
  /schedule bad-manifest\.torn: It catches up all and skips what overlaps/,
  /schedule bad-manifest\.unknown-job: There is no job "bad-manifest\.forgotten"/,
  /menu "Boxes": It opens "bad-manifest\.box", which is none of its resources/,
];

describe('kernel: a bad manifest', () => {
  let problems: readonly string[];

  before(async () => {
    const folder = join(packageRoot(), 'test', 'fixtures', 'plugins', 'bad-manifest');
    const [plugin] = await checkCandidates([folderCandidate(folder)], 5_000);
    problems = plugin?.problems ?? [];
  });

  for (const pattern of expected) {
    it(`reports ${pattern.source.replaceAll('\\', '')}`, () => {
      expect(problems.filter((problem) => pattern.test(problem))).to.have.lengthOf(1);
    });
  }

  it('reports nothing else', () => {
    const others = problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)));
    expect(others).to.deep.equal([]);
  });

  it('names the plugin in each sentence', () => {
    for (const problem of problems) expect(problem).to.match(/^Plugin "bad-manifest", .+\.$/);
  });
});
