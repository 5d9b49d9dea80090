/** What the simulator saw and did since it started. */
export interface PartnerSimStats {
  /** webhook requests, whatever became of them */
  requests: number;
  /** of those, the ones whose signature was checked and right */
  verified: number;
  /** answered 401 */
  invalidSignatures: number;
  /** signed well, but not a body that carries events; answered 400 */
  unreadableBodies: number;
  /** over the size limit, answered 413 */
  tooLarge: number;
  /** no place and no room in line, answered 503 */
  refused: number;
  /** left without an answer by the script */
  timeouts: number;
  /** connections reset by the script */
  resets: number;
  /** requests that were answered, by status */
  answers: Record<string, number>;
  /** events in requests that were read, and in those answered with 2xx; repeats count */
  events: number;
  eventsAccepted: number;
  /** distinct (partner, event) remembered, and forgotten for want of room */
  ids: number;
  forgotten: number;
  active: number;
  activeMax: number;
  queued: number;
  queuedMax: number;
}

export const newStats = (): PartnerSimStats => ({
  requests: 0,
  verified: 0,
  invalidSignatures: 0,
  unreadableBodies: 0,
  tooLarge: 0,
  refused: 0,
  timeouts: 0,
  resets: 0,
  answers: {},
  events: 0,
  eventsAccepted: 0,
  ids: 0,
  forgotten: 0,
  active: 0,
  activeMax: 0,
  queued: 0,
  queuedMax: 0,
});
