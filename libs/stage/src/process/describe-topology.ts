import type { CommonOptions } from '../common-options.ts';
import type { StageDefinition } from '../stage-definition.ts';
import { groupIdOf } from '../start-stage.ts';

/** What a stage is connected to, as `--describe` prints it. */
export function describeTopology<Values extends CommonOptions>(
  definition: StageDefinition<Values>,
  values: Values,
): string {
  const { name, does, topology, alsoNeeds } = definition;
  const topic = (of: string): string => `${values.topicPrefix}${of}`;
  const lines = [
    `${name}: ${does}`,
    `  in        ${topic(topology.input.topic)} (${topology.input.form}), group ${groupIdOf(name, values)}`,
    `  out       ${topology.outputTopic === null ? 'the destinations of the subscriptions' : topic(topology.outputTopic)}`,
    `  dead      ${topic(topology.deadLetterTopic)}`,
    ...alsoNeeds.map(each => `  reads     ${topic(each)}`),
    `  workers   ${values.workers}, queue of ${values.queueMax} jobs`,
    `  batches   at most ${values.batchEventsMax} events or ${values.batchBytesMax} bytes, ${values.compression}`,
  ];
  return lines.join('\n');
}
