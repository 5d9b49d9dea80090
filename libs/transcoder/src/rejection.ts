import { Reason } from '@pixel-relay/contracts';
import type { TranscoderLimits } from './transcoder.ts';

/** Why one record is not an event. An expected outcome: returned, never thrown to a caller. */
export interface Rejection {
  readonly reason: Reason;
  readonly detail: string;
}

/**
 * All rejections there are. When several would fit, the first of this order is meant; both implementations keep to it.
 */
export interface Rejections {
  readonly empty: Rejection;
  readonly tooLarge: Rejection;
  readonly invalidUtf8: Rejection;
  readonly malformed: Rejection;
  readonly tooDeep: Rejection;
  readonly notAnObject: Rejection;
  /** by required member, in the order in which they are looked for */
  readonly missing: readonly Rejection[];
}

export const rejections = (limits: TranscoderLimits, required: readonly string[]): Rejections => ({
  empty: { reason: Reason.EMPTY, detail: 'the record has no bytes' },
  tooLarge: { reason: Reason.TOO_LARGE, detail: `more than ${limits.eventBytesMax} bytes` },
  invalidUtf8: { reason: Reason.INVALID_UTF8, detail: 'not UTF-8' },
  malformed: { reason: Reason.MALFORMED_JSON, detail: 'not JSON' },
  tooDeep: { reason: Reason.TOO_DEEP, detail: `more than ${limits.depthMax} objects and arrays inside one another` },
  notAnObject: { reason: Reason.NOT_AN_OBJECT, detail: 'JSON, but not an object' },
  missing: required.map(member => ({ reason: Reason.MISSING_FIELD, detail: member })),
});
