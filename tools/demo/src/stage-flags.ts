import type { PipelineOptions } from './pipeline.ts';

/** What the demo sets on a stage's command line; everything else stays at its default. */
export function stageFlags(stage: string, { workers, producerWorkers }: PipelineOptions): string[] {
  const asked = stage === 'producer' ? producerWorkers : workers;
  return [
    '--control-port=0',
    '--health-host=127.0.0.1',
    '--metrics-host=127.0.0.1',
    ...(asked === null ? [] : [`--workers=${asked}`]),
    // The demo's partner listens on this machine, which a real deployment must not be talked into reaching.
    ...(stage === 'producer' ? ['--allow-private-destinations'] : []),
  ];
}
