/** Ways a message reaches somebody. E-mail joins this list together with the port that sends it. */
export const channels = ['inApp'] as const;

export type Channel = (typeof channels)[number];
