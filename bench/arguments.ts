import { parseArgs } from 'node:util';

export interface BenchArguments {
  /** Where the figures go as JSON. */
  readonly json: string | undefined;
  readonly rounds: number;
  readonly seconds: number;
  readonly contacts: number;
  readonly connections: number;
  /** Only these scenarios; all when empty. */
  readonly only: readonly string[];
  /** Records a processor profile of this product into the folder. */
  readonly profile: string | undefined;
}

/** `--json FILE`, `--quick`, `--only list,get`, `--rounds`, `--seconds`, `--profile FOLDER`. */
export function readArguments(given: readonly string[]): BenchArguments {
  const { values } = parseArgs({
    args: [...given],
    options: {
      json: { type: 'string' },
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      contacts: { type: 'string', default: '100000' },
      connections: { type: 'string', default: '32' },
      only: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  return {
    json: values.json,
    rounds: Number(values.rounds ?? (values.quick ? 3 : 5)),
    seconds: Number(values.seconds ?? (values.quick ? 1 : 5)),
    contacts: Number(values.contacts),
    connections: Number(values.connections),
    only: values.only?.split(',') ?? [],
    profile: values.profile,
  };
}
