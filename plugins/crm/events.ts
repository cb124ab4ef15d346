import {
  contactsMerged,
  dealLost,
  dealMoved,
  dealReopened,
  dealWon,
  interactionCompleted,
  prospectConverted,
} from './api.ts';

/** What others may listen for, besides every change of a record. */
export const events = [
  dealWon,
  dealLost,
  dealReopened,
  dealMoved,
  prospectConverted,
  interactionCompleted,
  contactsMerged,
];
