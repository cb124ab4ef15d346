/** Told with a plugin's id when it is held back or let in again. */
export const breakersTopic = 'plugin-breakers';
