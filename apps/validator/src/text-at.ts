import { isUtf8 } from 'node:buffer';
import { InvalidWireError } from '@pixel-relay/contracts';

/** The string in bytes[start, end). @throws InvalidWireError when it is not UTF-8: replaced characters could match another key */
export function textAt(bytes: Buffer, start: number, end: number): string {
  if (!isUtf8(bytes.subarray(start, end))) throw new InvalidWireError('a string is not UTF-8');
  return bytes.toString('utf8', start, end);
}
