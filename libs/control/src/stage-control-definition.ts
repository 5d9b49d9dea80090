/** pixelrelay.control.v1.StageControl for grpc-js, on the generated static code: nothing is read from files at run time. */
import type { MethodDefinition } from '@grpc/grpc-js';
import { type FrontierExplanation, type StageStatus, pixelrelay } from '@pixel-relay/contracts';

const v1 = pixelrelay.control.v1;

export const STAGE_CONTROL = 'pixelrelay.control.v1.StageControl';

interface MessageType<Message> {
  encode(message: Message): { finish(): Uint8Array };
  decode(bytes: Uint8Array): Message;
}

const serializer =
  <Message>(type: MessageType<Message>) =>
  (message: Message): Buffer =>
    Buffer.from(type.encode(message).finish());

function method<Request, Response>(
  name: string,
  request: MessageType<Request>,
  response: MessageType<Response>,
  responseStream = false,
): MethodDefinition<Request, Response> {
  return {
    path: `/${STAGE_CONTROL}/${name}`,
    requestStream: false,
    responseStream,
    requestSerialize: serializer(request),
    requestDeserialize: bytes => request.decode(bytes),
    responseSerialize: serializer(response),
    responseDeserialize: bytes => response.decode(bytes),
  };
}

type Empty = Record<never, never>;
const status: MessageType<StageStatus> = v1.StageStatus;
const explanation: MessageType<FrontierExplanation> = v1.FrontierExplanation;

export type SkipRequest = pixelrelay.control.v1.SkipRequest.$Shape;
export type SkipResponse = pixelrelay.control.v1.SkipResponse.$Shape;
const skipRequest: MessageType<SkipRequest> = v1.SkipRequest;
const skipResponse: MessageType<SkipResponse> = v1.SkipResponse;

export const stageControlDefinition = {
  GetStatus: method<Empty, StageStatus>('GetStatus', v1.GetStatusRequest, status),
  WatchStatus: method<{ intervalMs?: number | null }, StageStatus>('WatchStatus', v1.WatchStatusRequest, status, true),
  SetWorkers: method<{ workers?: number | null; requestedBy?: string | null }, StageStatus>(
    'SetWorkers',
    v1.SetWorkersRequest,
    status,
  ),
  Pause: method<Empty, StageStatus>('Pause', v1.PauseRequest, status),
  Resume: method<Empty, StageStatus>('Resume', v1.ResumeRequest, status),
  Drain: method<Empty, StageStatus>('Drain', v1.DrainRequest, status),
  ExplainFrontier: method<Empty, FrontierExplanation>('ExplainFrontier', v1.ExplainFrontierRequest, explanation),
  Skip: method<SkipRequest, SkipResponse>('Skip', skipRequest, skipResponse),
};

export type StageControlMethod = keyof typeof stageControlDefinition;

/** The methods that change something: where the port is not loopback, only callers on the allow-list may use them. */
export const CHANGING: ReadonlySet<StageControlMethod> = new Set(['SetWorkers', 'Pause', 'Resume', 'Drain', 'Skip']);
