export { type ControlledStage, ControlRefusedError, type SkipOrder, type SkipOutcome } from './controlled-stage.ts';
export { type Control, type ControlOptions, type ControlTls, serveControl } from './serve-control.ts';
export type { ControlEvent } from './stage-control.ts';
export { ControlBindError, isLoopback } from './bind-server.ts';
export { type ConnectOptions, ControlCallError, type ControlClient, connectControl } from './connect-control.ts';
