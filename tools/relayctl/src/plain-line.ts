import { ControlCallError } from '@pixel-relay/control';
import { LogError } from '@pixel-relay/kafka';
import { AccountUnreadableError } from '@pixel-relay/stage';
import {
  InvalidSubscriptionsError,
  SubscriptionFileError,
  TooManySubscriptionsError,
} from '@pixel-relay/subscriptions';
import { UsageError } from './context.ts';

const EXPECTED = [
  ControlCallError,
  UsageError,
  AccountUnreadableError,
  InvalidSubscriptionsError,
  SubscriptionFileError,
  TooManySubscriptionsError,
];

/** What went wrong and what to do, for the operator; null: nothing that an operator could put right. */
export function plainLine(error: unknown): string | null {
  if (error instanceof LogError) return `${error.message} ${error.action}`;
  // What libraries throw with nothing but words is meant to be read; a TypeError and its like are bugs.
  if (error instanceof Error && error.constructor === Error) return error.message;
  return EXPECTED.some(each => error instanceof each) ? (error as Error).message : null;
}
