/** What the CRM lets people do. Removing is undone from the trash, so members hold it too. */
export const permissions = {
  'crm:read': {
    label: 'See contacts, companies, deals and activities',
    roles: ['admin', 'member', 'viewer'],
  },
  'crm:write': { label: 'Add and change them, convert prospects, close deals', roles: ['admin', 'member'] },
  'crm:remove': { label: 'Move them to the trash and back', roles: ['admin', 'member'] },
  'crm:merge': { label: 'Merge two contacts into one', roles: ['admin', 'member'] },
  'crm:configure': { label: 'Set up pipelines and stages', roles: ['admin'] },
} as const;
