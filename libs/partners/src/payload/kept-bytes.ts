/** Texts whose bytes are kept; more, and they are made again. */
const KEPT_MAX = 16_384;

/** `make`, but once for each text: of names and shops there are few, and they come with every event. */
export function keptBytes(make: (text: string) => Buffer): (text: string) => Buffer {
  const known = new Map<string, Buffer>();
  return text => {
    let bytes = known.get(text);
    if (bytes === undefined) {
      if (known.size === KEPT_MAX) known.clear();
      known.set(text, (bytes = make(text)));
    }
    return bytes;
  };
}
