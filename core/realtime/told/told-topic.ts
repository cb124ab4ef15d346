/** What plugins tell browsers travels under this name: `[room, message]`. */
export const toldTopic = 'told';
