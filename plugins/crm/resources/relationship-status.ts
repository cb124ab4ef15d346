import { choice } from 'guildhall/sdk';

/** Where the relationship with a person or a company stands, and what other programs call that. */
export const relationshipStatus = () =>
  choice(
    {
      lead: {
        label: 'Lead',
        colour: 'blue',
        synonyms: [
          ...['New', 'Open', 'Subscriber', 'Marketing qualified lead', 'Sales qualified lead', 'MQL', 'SQL'],
          ...[
            'In progress',
            'Attempted to contact',
            'Connected',
            'Contacted',
            'Working',
            'Nurturing',
            'Prospect',
          ],
        ],
      },
      active: {
        label: 'Active',
        colour: 'green',
        synonyms: [
          'Customer',
          'Client',
          'Opportunity',
          'Open deal',
          'Evangelist',
          'Current customer',
          'Partner',
        ],
      },
      inactive: {
        label: 'Inactive',
        colour: 'secondary',
        synonyms: [
          'Unqualified',
          'Disqualified',
          'Not interested',
          'Bad timing',
          'Dormant',
          'Archived',
          'Other',
        ],
      },
      churned: {
        label: 'Churned',
        colour: 'red',
        synonyms: ['Lost', 'Lost customer', 'Former customer', 'Past customer', 'Cancelled'],
      },
    },
    { default: 'lead', synonyms: ['Lifecycle stage', 'Lead status', 'Account status', 'Customer status'] },
  );
