/** Where bytes are to be written: exactly `bytes` long, with any contents. */
export type TakeRoom = (bytes: number) => Buffer;
