/** Whoever may write may write all records of a workspace; removing has a right of its own. */
export const dailyWork = {
  read: 'crm:read',
  create: 'crm:write',
  update: 'crm:write',
  remove: 'crm:remove',
} as const;

/** How a workspace sells is for its admins to decide. */
export const settingUp = {
  read: 'crm:read',
  create: 'crm:configure',
  update: 'crm:configure',
  remove: 'crm:configure',
} as const;

/** Written by the product alone: what happened is not edited. */
export const history = {
  read: 'crm:read',
  create: () => false,
  update: () => false,
  remove: () => false,
} as const;
