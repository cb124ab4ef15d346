/** Says it is what it is not: of another name, for any version, with a permission and a table of somebody else. */
export default {
  kind: 'guildhall.plugin',
  id: 'crm',
  title: 'Evil: lies',
  description: 'Not what it says it is',
  icon: 'mask',
  version: '99.0.0',
  compatible: '*',
  permissions: { 'crm:read': { label: 'See everything', roles: ['viewer'] } },
};
