/** Of Checkout: email, phone, sms_marketing_phone, billing_address, shipping_address, order. */
const WHO = [3, 4, 5, 9, 10, 16];
const DELIMITED = 2;
/** by tag, which takes one byte for numbers below 16 and two above; 1: what it has says who the customer is */
const wanted = new Uint8Array(1 << 14);
for (const number of WHO) wanted[number * 8 + DELIMITED] = 1;

/**
 * The fields of an encoded checkout that say who the customer is, one after the other: what a decoder makes of them it
 * makes of the whole, for a fraction of the work, since the goods are not among them. What is not as our stages write it is
 * left whole, for the decoder to judge.
 */
export function identityPart(bytes: Buffer, start: number, end: number): Buffer {
  const parts: Buffer[] = [];
  let at = start;
  while (at < end) {
    const field = at;
    let tag = bytes[at++]!;
    if (tag > 127) tag = (tag & 127) | (bytes[at++]! << 7);
    if (tag >= wanted.length) return bytes.subarray(start, end);
    const type = tag & 7;
    let length = 0;
    if (type === 0 || type === DELIMITED) {
      let scale = 1;
      let byte: number;
      do {
        if (at >= end || scale > 1 << 28) return bytes.subarray(start, end);
        byte = bytes[at++]!;
        length += (byte & 127) * scale;
        scale *= 128;
      } while (byte > 127);
    } else return bytes.subarray(start, end);
    if (type === DELIMITED) at += length;
    if (at > end) return bytes.subarray(start, end);
    if (wanted[tag] === 1) parts.push(bytes.subarray(field, at));
  }
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}
