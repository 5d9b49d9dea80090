/** The contracts between stages: topics, and the messages in them. */
import { declareTopics, topics } from '@pixel-relay/stage';
import protobuf from 'protobufjs';
import { markdownTable, pageHead, sentence } from './markdown.ts';
import type { Page } from './options-pages.ts';
import { protoRoot } from './proto-root.ts';

/** What is in a topic, and by what key. */
const CONTENT: Readonly<Record<(typeof topics)[keyof typeof topics], readonly [record: string, key: string]>> = {
  'events.raw': ['one JSON event', 'client id; may be null'],
  'events.parsed': ['EventBatch, written by the parser', 'none, or the client id of a single event'],
  'events.validated': ['EventBatch with verdicts, written by the validator', 'as above'],
  'events.augmented': ['EventBatch with augmentations, written by the augmenter', 'as above'],
  'events.dead-letter': ['DeadLetter', 'epoch/partition/offset/stage of the event; /partner for a delivery'],
  'deliveries.retry.10s': ['ParkedDelivery', 'epoch/partition/offset/partner of the delivery'],
  'deliveries.retry.1m': ['ParkedDelivery', 'as above'],
  'deliveries.retry.10m': ['ParkedDelivery', 'as above'],
  'deliveries.retry.1h': ['ParkedDelivery', 'as above'],
  subscriptions: ['Subscription; null ends it', 'shop id, NUL, partner'],
};

const PACKAGES = ['batch', 'event', 'deadletter', 'delivery', 'subscription'].map(area => `pixelrelay.${area}.v1`);

export function eventsPage(): Page {
  return {
    path: 'docs/reference/events.md',
    text: `${[
      pageHead('Topics and messages', '`declareTopics` (libs/stage) and `proto/`'),
      '## Topics',
      'As `relayctl topics ensure` makes them without other numbers; a deployment puts its topic prefix before each name. All data topics have the same number of partitions: an event keeps its partition from stage to stage.',
      topicsTable(),
      '## Messages',
      'Field numbers are for ever: changes only add. Absent means absent: a member that the storefront left out, or sent as null, is not there.',
      ...PACKAGES.flatMap(name => packageText(protoRoot().lookup(name) as protobuf.Namespace)),
    ].join('\n\n')}\n`,
  };
}

function topicsTable(): string {
  const declared = declareTopics({ partitions: 8, replicationFactor: 1, minInSyncReplicas: 1 });
  const rows = declared.map(({ topic, partitions, config }) => {
    const [record, key] = CONTENT[topic as keyof typeof CONTENT];
    const bytesMax = config['max.message.bytes'];
    return [
      `\`${topic}\``,
      record,
      key,
      String(partitions),
      config['cleanup.policy'] ?? 'delete',
      kept(config['retention.ms']),
      bytesMax === undefined ? "the broker's" : `${Number(bytesMax) / (1 << 20)} MiB`,
    ];
  });
  return markdownTable(['topic', 'record', 'key', 'partitions', 'cleanup', 'kept', 'largest'], rows);
}

const kept = (ms: string | undefined): string =>
  ms === undefined ? 'the newest of a key' : `${Number(ms) / 3_600_000} h`;

function packageText(namespace: protobuf.Namespace): string[] {
  return [
    `### ${namespace.fullName.slice(1)}`,
    // Narrow readings of Event, for stages that do not decode what they pass on, say nothing new.
    ...namespace.nestedArray
      .filter(({ name }) => !name.endsWith('View'))
      .flatMap(each => {
        if (each instanceof protobuf.Type) return messageText(each);
        return each instanceof protobuf.Enum ? enumText(each) : [];
      }),
  ];
}

function messageText(type: protobuf.Type): string[] {
  const fields = [...type.fieldsArray].sort((a, b) => a.id - b.id);
  const rows = fields.map(field => [String(field.id), `\`${field.name}\``, typeText(field), noteOf(field)]);
  const body = rows.length === 0 ? ['No fields.'] : [markdownTable(['no.', 'field', 'type', 'note'], rows)];
  return [`#### ${type.name}`, ...commentOf(type), ...body];
}

function enumText(type: protobuf.Enum): string[] {
  const rows = Object.entries(type.values).map(([name, number]) => [
    String(number),
    `\`${name}\``,
    sentence(type.comments[name] ?? ''),
  ]);
  return [`#### ${type.name}`, ...commentOf(type), markdownTable(['no.', 'value', 'note'], rows)];
}

const commentOf = ({ comment }: protobuf.ReflectionObject): string[] =>
  comment ? [sentence(comment.replaceAll('\n', ' '))] : [];

function typeText(field: protobuf.Field): string {
  if (field.repeated) return `repeated ${field.type}`;
  return isOptional(field) ? `optional ${field.type}` : field.type;
}

const isOptional = ({ options }: protobuf.Field): boolean => options?.['proto3_optional'] === true;

function noteOf(field: protobuf.Field): string {
  const oneOf = field.partOf && !isOptional(field) ? `One of \`${field.partOf.name}\`. ` : '';
  return `${oneOf}${sentence(field.comment ?? '')}`.trim();
}
