import type { BenchKafka } from '../cluster/bench-kafka.ts';

/** What a bench sets on a stage's command line: where, and nothing of how. Everything else stays at its default. */
export const stageFlags = ({ brokers, topicPrefix }: BenchKafka): string[] => [
  `--brokers=${brokers.join(',')}`,
  `--topic-prefix=${topicPrefix}`,
  '--health-host=127.0.0.1',
  '--metrics-host=127.0.0.1',
];
