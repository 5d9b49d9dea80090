/**
 * Thrown when bytes are not the message that they should be: a length past the end, a varint without one, a field of
 * another wire type, a field twice where one is meant. Whoever reads an event dead-letters it as INVALID_FIELD; the
 * message names field numbers and nothing of the content.
 */
export class InvalidWireError extends Error {
  constructor(what: string) {
    super(`the bytes are not a protobuf message: ${what}`);
    this.name = 'InvalidWireError';
  }
}
