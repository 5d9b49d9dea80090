import { expect, it } from '@jest/globals';
import {
  KafkaJSBrokerNotFound,
  KafkaJSConnectionError,
  KafkaJSGroupCoordinatorNotFound,
  KafkaJSNonRetriableError,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSProtocolError,
  KafkaJSRequestTimeoutError,
} from 'kafkajs';
import { failureOf } from './broker-failure.ts';

const fieldsOf = { retryCount: 5, retryTime: 1_000 };
/** kafkajs' types leave the message out, which the classes need. */
const saying = (type: new () => Error): Error => new (type as new (message: string) => Error)('not found');
const connection = (): Error =>
  new KafkaJSConnectionError('connect ETIMEDOUT', { broker: 'b:9092', code: 'ETIMEDOUT' });
const protocol = (type: string): Error =>
  new KafkaJSProtocolError(Object.assign(new Error(type), { type, code: 1, retriable: false }));

it.each([
  ['a coordinator that is not found', saying(KafkaJSGroupCoordinatorNotFound), 'coordinator_moved'],
  ['a broker that left the metadata', saying(KafkaJSBrokerNotFound), 'leader_moved'],
  ['a connection that timed out', connection(), 'unreachable'],
  ['a request without an answer', new KafkaJSRequestTimeoutError('timeout', {} as never), 'unreachable'],
  ['a rebalance', protocol('REBALANCE_IN_PROGRESS'), 'rebalance'],
  ['a commit of a past generation', protocol('ILLEGAL_GENERATION'), 'fenced'],
] as const)('%s is tried again or joined again, whatever kafkajs calls retriable or wraps it in', (_, error, kind) => {
  expect(failureOf(error).kind).toBe(kind);
  expect(failureOf(new KafkaJSNumberOfRetriesExceeded(error, fieldsOf)).kind).toBe(kind);
  const wrapped = new KafkaJSNonRetriableError(error);
  expect(failureOf(Object.assign(wrapped, { cause: error })).kind).toBe(kind);
});

it.each([
  ['a TypeError, which kafkajs takes for the end of a consumer', new TypeError('Cannot read properties of undefined')],
  ['an error that this library does not know', protocol('SOMETHING_NEW')],
])('%s is unexpected: tried again, but not for ever', (_, error) => {
  expect(failureOf(error).kind).toBe('unexpected');
});
