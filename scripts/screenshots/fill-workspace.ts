import { demoDeals, demoTimeline } from './demo-deals.ts';
import { demoContacts, demoProspects } from './demo-people.ts';

export interface Made {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** Speaks to the REST API of one workspace, as one person. */
export interface Caller {
  read(path: string): Promise<Made[]>;
  make(path: string, values: object): Promise<Made>;
}

const day = 86_400_000;
const dayFromToday = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10);
const daysAgo = (days: number) => new Date(Date.now() - days * day).toISOString();

/** Fill an empty workspace with what a small agency would have in it. The people take turns; the first works the most. */
export async function fillWorkspace(people: readonly [Caller, ...Caller[]]): Promise<void> {
  const [first] = people;
  const turn = (index: number) => people[index % 3 === 2 ? 1 : 0] ?? first;
  const owners = await fillProspects(turn);
  const contacts = await fillContacts(turn, owners);
  const deals = await fillDeals(turn, contacts);
  await fillTimeline(first, deals.get('Brand refresh'));
}

type Turn = (index: number) => Caller;

/** Who makes a prospect owns it: so we learn who is who. */
async function fillProspects(turn: Turn): Promise<Map<Caller, unknown>> {
  const owners = new Map<Caller, unknown>();
  for (const [index, prospect] of demoProspects.entries()) {
    const caller = turn(index);
    owners.set(caller, (await caller.make('prospects', prospect)).ownerId);
  }
  return owners;
}

/** By the name of their company. */
async function fillContacts(turn: Turn, owners: ReadonlyMap<Caller, unknown>): Promise<Map<string, Made>> {
  const made = new Map<string, Made>();
  for (const [index, { name, company, domain, city, ...rest }] of demoContacts().entries()) {
    const caller = turn(index);
    const owned = { city, ownerId: owners.get(caller), status: rest.status };
    const { id } = await caller.make('companies', { ...owned, name: company, domain });
    const [firstName = '', ...last] = name.split(' ');
    const email = `${plain(firstName)}@${domain}`;
    const values = { ...rest, ...owned, ...{ firstName, lastName: last.join(' '), email, companyId: id } };
    const contact = await caller.make('contacts', values);
    made.set(company, contact);
    const ago = daysAgo(2 + ((index * 7) % 40));
    const call = { type: 'call', subject: 'Getting to know each other', contactId: contact.id };
    if (rest.status !== 'lead') await caller.make('interactions', { ...call, completedAt: ago });
  }
  return made;
}

function plain(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}

/** By their name. */
async function fillDeals(turn: Turn, contacts: ReadonlyMap<string, Made>): Promise<Map<string, Made>> {
  const stages = await turn(0).read('stages');
  const made = new Map<string, Made>();
  // The last one made is on top of its column.
  for (const [index, { stage, company, value, closesIn, nextStep, ...deal }] of demoDeals()
    .reverse()
    .entries()) {
    const values = {
      ...deal,
      contactId: contacts.get(company)?.id,
      stageId: stages.find(({ name }) => name === stage)?.id,
      valueMinor: value * 100,
      closesOn: dayFromToday(closesIn),
      ...(nextStep && { nextStep }),
      ...(stage === 'Lost' && { lostReason: 'timing' }),
    };
    made.set(deal.name, await turn(index).make('deals', values));
  }
  return made;
}

async function fillTimeline(caller: Caller, deal: Made | undefined): Promise<void> {
  const about = { dealId: deal?.id, contactId: deal?.contactId, companyId: deal?.companyId };
  for (const { ago, outcome, ...said } of demoTimeline) {
    await caller.make('interactions', {
      ...{ ...said, ...about, completedAt: daysAgo(ago) },
      ...(outcome && { outcome }),
    });
  }
}
