const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** The same JSON without the space between its tokens; everything else stays byte by byte, unlike a parse and stringify. */
export function compactJson(json: Buffer): Buffer {
  const compact = Buffer.allocUnsafe(json.length);
  let length = 0;
  let inString = false;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]!;
    if (!inString && isSpace(byte)) continue;
    compact[length++] = byte;
    if (byte === QUOTE) inString = !inString;
    else if (inString && byte === BACKSLASH) compact[length++] = json[++at]!;
  }
  return compact.subarray(0, length);
}
