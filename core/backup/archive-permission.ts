/** To take a whole workspace out and put it back: its owner alone, unless a role is given it. */
export const archivePermission = 'workspace:archive';
