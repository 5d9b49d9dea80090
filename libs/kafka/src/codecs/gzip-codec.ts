import { gunzipSync, gzipSync } from 'node:zlib';
import { orTooLarge } from './too-large.ts';

const options = { level: 1 };

export const gzip = (bytes: Buffer): Buffer => gzipSync(bytes, options);

export const gunzip = (bytes: Buffer, maxBytes: number): Buffer =>
  orTooLarge(maxBytes, () => gunzipSync(bytes, { maxOutputLength: maxBytes }));
