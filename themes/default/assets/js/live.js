// What others change shows up by itself: rooms are joined for what the page shows, a region is asked for again when
// one of them tells of a change, and who else is here is shown.
import './live/regions.js';
import './live/presence.js';

export { hear, say } from './live/messages.js';
