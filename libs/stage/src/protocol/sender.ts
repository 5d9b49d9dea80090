/** Rule 8's half for sends: who a record is sent for. */
export interface Sender {
  /** false for good once the assignment died */
  readonly live: boolean;
  /** false while the last good heartbeat is older than the session timeout: the partition may be another's by now */
  maySend(): boolean;
}
