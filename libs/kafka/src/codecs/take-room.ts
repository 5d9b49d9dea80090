/** Where decompressed bytes go: at least `bytes` long, with any contents. */
export type TakeRoom = (bytes: number) => Buffer;
