/** A stage as a process of its own on real Kafka: imported as @pixel-relay/stage/process by each app's main.ts. */
export { runStage, VERSION } from './run-stage.ts';
export { type CrashPoint, crashPoints } from './crash-points.ts';
