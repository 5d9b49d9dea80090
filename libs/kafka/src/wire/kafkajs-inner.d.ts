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

declare module 'kafkajs/src/protocol/request.js' {
  export default function createRequest(request: object): Promise<{ readonly buffer: Buffer }>;
}

/** Patched: see wire/patches. */
declare module 'kafkajs/src/network/requestQueue/index.js' {
  export default class RequestQueue {
    constructor(options: object);
    push(request: object): void;
    maybeThrottle(throttleMs: number): void;
    destroy(): void;
    readonly pending: readonly unknown[];
    throttleCheckTimeoutId: unknown;
    scheduleCheckPendingRequests: (this: RequestQueue) => void;
    fulfillRequest(response: { size: number; correlationId: number; payload: Buffer }): void;
  }
}
declare module 'kafkajs/src/network/connection.js' {
  import type { Socket } from 'node:net';
  import type RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
  export default class Connection {
    constructor(options: object);
    connect: (this: Connection) => Promise<boolean>;
    disconnect(): Promise<boolean>;
    isAuthenticated(): boolean;
    authenticate(): Promise<void>;
    failIfNotConnected(): void;
    nextCorrelationId(): number;
    send: <T>(this: Connection, protocol: object) => Promise<T>;
    readonly clientId: string;
    readonly socket: Socket;
    readonly authHandlers: object | null;
    readonly requestQueue: RequestQueue;
    processData: (this: Connection, piece: Buffer) => void;
  }
}
declare module 'kafkajs/src/cluster/index.js' {
  interface Retrier {
    <T>(attempt: (bail: (error: unknown) => never) => Promise<T>): Promise<T>;
  }
  export default class Cluster {
    readonly retrier: Retrier;
    readonly brokerPool: { findConnectedBroker(): Promise<{ metadata(topics: readonly string[]): Promise<object> }> };
    refreshMetadataIfNecessary(): Promise<void>;
    metadata: (this: Cluster, about?: { topics?: readonly string[] }) => Promise<object>;
  }
}
