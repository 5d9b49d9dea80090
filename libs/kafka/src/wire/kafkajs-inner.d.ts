/** kafkajs' own encoders and decoders, which the specs hold ours against. */
declare module 'kafkajs/src/protocol/recordBatch/crc32C/index.js' {
  export default function crc32C(bytes: Buffer): number;
}
declare module 'kafkajs/src/protocol/decoder.js' {
  export default class Decoder {
    constructor(bytes: Buffer);
  }
}
declare module 'kafkajs/src/protocol/recordBatch/v0/decoder.js' {
  export default function decode(decoder: object): Promise<{ records: { value: Buffer | null }[] }>;
}
declare module 'kafkajs/src/protocol/requests/produce/v7/request.js' {
  export default function produce(request: object): { encode(): Promise<{ buffer: Buffer }> };
}
