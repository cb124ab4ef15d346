import { choice } from 'guildhall/sdk';

/** Where the relationship with a person or a company stands. */
export const relationshipStatus = () =>
  choice(
    {
      lead: { label: 'Lead', colour: 'blue' },
      active: { label: 'Active', colour: 'green' },
      inactive: { label: 'Inactive', colour: 'secondary' },
      churned: { label: 'Churned', colour: 'red' },
    },
    { default: 'lead' },
  );
