/** Thrown when there is no way to run a broker on this machine, or the way there is failed. Its message says what to do. */
export class KafkaMissingError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'KafkaMissingError';
  }
}
