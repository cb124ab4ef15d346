import { choice, defineResource, integer, text } from 'guildhall/sdk';

const access = {
  read: 'ledger:read',
  create: 'ledger:write',
  update: 'ledger:write',
  remove: 'ledger:write',
} as const;

/** Half of a booking: two entries that belong together sum to nothing. */
export const entry = defineResource(
  'ledger.entry',
  { booking: text({ required: true, max: 60 }), amount: integer({ required: true }) },
  {
    table: 'ledger_entries',
    title: ['booking'],
    create: ['booking', 'amount'],
    update: [],
    access,
    list: { columns: ['booking', 'amount'], filter: ['booking'], sort: ['booking'] },
  },
);

/** What followed from a booking: one of each kind, no more and no fewer. */
export const effect = defineResource(
  'ledger.effect',
  {
    booking: text({ required: true, max: 60 }),
    cause: choice({ heard: 'Heard', carried: 'Carried over', handed: 'Handed over' }, { required: true }),
  },
  {
    table: 'ledger_effects',
    title: ['booking'],
    create: ['booking', 'cause'],
    update: [],
    access,
    list: { columns: ['booking', 'cause'], filter: ['booking'], sort: ['booking'] },
  },
);
