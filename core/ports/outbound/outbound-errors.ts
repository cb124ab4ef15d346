import { Conflict, Unavailable } from '../../sdk/index.ts';

/** The address may not be asked: it lies inside, is not encrypted, or nobody consented to it. */
export class OutboundRefused extends Conflict {
  override readonly code: string = 'outbound.refused';
}

/** The other side does not answer, answers too slowly or too much. */
export class OutboundFailed extends Unavailable {
  override readonly code: string = 'outbound.failed';
}

/** The instance, or the workspace, was restored and nobody confirmed yet that it may be heard. */
export class OutboundMuted extends Unavailable {
  override readonly code: string = 'outbound.muted';
}
