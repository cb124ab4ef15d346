/** What is measured: the same question put to this product and to the bare server. */
export const scenarioNames = [
  'list',
  'listWithTotal',
  'get',
  'search',
  'deepPage',
  'update',
  'create',
] as const;

export type ScenarioName = (typeof scenarioNames)[number];

export interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: string;
}

/** What requests are made of: ids that exist and words that occur. */
export interface Sample {
  readonly ids: readonly string[];
  readonly words: readonly string[];
}

/** Requests for one scenario; a round goes through them again and again. */
export type RequestMaker = (scenario: ScenarioName, sample: Sample) => Request[];

export const statuses = ['lead', 'active', 'inactive'] as const;

export const pageSize = 50;

/** `deepPage` asks for rows 90 001 to 90 050. */
export const deepOffset = 90_000;

export function newContact(number: number): string {
  return JSON.stringify({
    firstName: `New${number}`,
    lastName: `Person${number}`,
    email: `new.person.${number}@example.org`,
    phone: `+31 20 ${1_000_000 + number}`,
    jobTitle: 'Buyer',
    status: statuses[number % statuses.length],
  });
}

export function changedContact(number: number): string {
  return JSON.stringify({ jobTitle: `Head of desk ${number}`, phone: `+31 10 ${1_000_000 + number}` });
}

export function numbered<T>(count: number, make: (number: number) => T): T[] {
  return Array.from({ length: count }, (_, number) => make(number));
}
