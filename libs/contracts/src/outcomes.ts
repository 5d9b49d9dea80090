/** How an event ended before delivery; the numbers are pixelrelay.batch.v1.Outcome's. */
export const Outcome = { DEAD: 1, DENIED: 2, FILTERED: 3, ABSENT: 4, EXPIRED: 5 } as const;
export type Outcome = (typeof Outcome)[keyof typeof Outcome];

/** Why an event was dead-lettered; the numbers are pixelrelay.deadletter.v1.Reason's. */
export const Reason = {
  EMPTY: 1,
  INVALID_UTF8: 2,
  MALFORMED_JSON: 3,
  NOT_AN_OBJECT: 4,
  TOO_LARGE: 5,
  TOO_DEEP: 6,
  MISSING_FIELD: 7,
  INVALID_FIELD: 8,
  EVENT_TOO_OLD: 9,
  EVENT_FROM_FUTURE: 10,
  NOT_A_BATCH: 11,
  ALREADY_STAGED: 12,
  WORKER_CRASHED: 13,
  WORKER_TIMED_OUT: 14,
  DELIVERY_REJECTED: 15,
  DELIVERY_EXPIRED: 16,
  DESTINATION_INVALID: 17,
} as const;
export type Reason = (typeof Reason)[keyof typeof Reason];

/** What a stage decided for one event. */
export type StepOutcome =
  /** goes on, with these encoded fields appended to its bytes */
  | { readonly kind: 'forward'; readonly append: Uint8Array }
  /** ends here, wanted or allowed by nobody; `rule` is bounded and becomes a metric's label */
  | { readonly kind: 'drop'; readonly outcome: typeof Outcome.DENIED | typeof Outcome.FILTERED; readonly rule: string }
  /** ends here, and its bytes go to the dead letters; `detail` is bounded and has no customer data */
  | { readonly kind: 'dead'; readonly reason: Reason; readonly detail: string };

/** One stage's work on one event, on a worker. */
export type EventStep = (event: Buffer, nowMs: number) => StepOutcome;
