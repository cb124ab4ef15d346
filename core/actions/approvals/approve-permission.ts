/** May decide, and so see what others asked for. */
export const approvePermission = 'workspace:approve-actions';
