/** Base of what a Log rejects with. `action` says what a person, or the caller, does about it. */
export abstract class LogError extends Error {
  abstract readonly code: string;
  readonly action: string;
  constructor(message: string, action: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.action = action;
  }
}

/** The brokers cannot be reached, or none of them answers. */
export class BrokerUnreachableError extends LogError {
  readonly code = 'broker_unreachable';
}

/** A topic that is needed does not exist. */
export class TopicMissingError extends LogError {
  readonly code = 'topic_missing';
}

/** A commit through a lease whose membership ended. The work belongs to whoever holds the partition now. */
export class LeaseDeadError extends LogError {
  readonly code = 'lease_dead';
}

/** The broker does not take a commit as it is, and will not: its metadata is too large, or it is not allowed. */
export class CommitRefusedError extends LogError {
  readonly code = 'commit_refused';
}

/** The broker, or the way to it, did not say whether the records were appended. */
export class SendUnknownError extends LogError {
  readonly code = 'send_unknown';
}

/** The records are not in the log, and sending them again unchanged will not help. */
export class SendRefusedError extends LogError {
  readonly code = 'send_refused';
}

/** The consumer cannot go on; the process should end and be started again. */
export class ConsumerDeadError extends LogError {
  readonly code = 'consumer_dead';
}
