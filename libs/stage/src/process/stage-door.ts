import type { ControlledStage, SkipOrder, SkipOutcome } from '@pixel-relay/control';
import { type FrontierExplanation, Lifecycle, type StageStatus } from '@pixel-relay/contracts';
import type { RunningStage } from '../running-stage.ts';

/** What the control plane talks to from the first moment: before the stage runs it says "starting", and is not ready. */
export class StageDoor implements ControlledStage {
  private stage: RunningStage | null = null;
  private readonly identity: StageStatus;

  constructor(name: string, instance: string, version: string) {
    this.identity = { stage: name, instance, version, lifecycle: Lifecycle.STARTING };
  }

  open(stage: RunningStage): void {
    this.stage = stage;
  }

  get live(): boolean {
    return this.stage?.live ?? true;
  }

  get ready(): boolean {
    return this.stage?.ready ?? false;
  }

  status(): StageStatus {
    return this.stage?.status() ?? this.identity;
  }

  setWorkers(workers: number, by: string): Promise<void> {
    return this.running().setWorkers(workers, by);
  }

  pause(): Promise<void> {
    return this.running().pause();
  }

  resume(): Promise<void> {
    return this.running().resume();
  }

  drain(): Promise<void> {
    return this.running().drain();
  }

  explainFrontier(): FrontierExplanation {
    return this.stage?.explainFrontier() ?? { waiting: false };
  }

  skip(order: SkipOrder): Promise<SkipOutcome> {
    return this.running().skip(order);
  }

  private running(): RunningStage {
    if (this.stage === null) throw new Error('the stage is still starting: try again when it is ready');
    return this.stage;
  }
}
