/** Told with a person's id when what they may do somewhere changed. */
export const membershipsTopic = 'memberships';
/** Told with a person's id when one of their sessions ended. */
export const sessionsTopic = 'sessions';
/** Told with a person's id when their name, address or settings changed. */
export const peopleTopic = 'people';
/** Told with a key's id when it was revoked. */
export const apiKeysTopic = 'api-keys';
/** Told with a workspace's id when its name or settings changed. */
export const workspacesTopic = 'workspaces';
