import {
  appendedField,
  Decision,
  EventField,
  Outcome,
  type StepOutcome,
  type Subscription,
  SubscriptionState,
  Verdict,
} from '@pixel-relay/contracts';
import { type ConsentBits, inputOf } from './consent-input.ts';
import { decide } from './decide.ts';
import { RULES_VERSION } from './rules.ts';

/** The rule that events are counted under which no subscription of their shop wants. */
export const NO_SUBSCRIPTION = 'no_subscription';

/** Listed event names whose outcomes one shop remembers; with more, it starts over. Each row has at most 64 outcomes. */
const ROWS_MAX = 64;

/** Outcomes of one event name, by consent. */
type Row = (StepOutcome | undefined)[];

/** One shop's subscriptions, compiled: what becomes of an event, by its name and its consent. */
export interface ShopRules {
  /**
   * Forward with the encoded Verdict, or drop: FILTERED when nobody wants the event, DENIED when nobody may have it.
   * The outcome of one name and consent is made once, and shared: it must not be changed.
   */
  outcomeOf(eventName: string, consent: ConsentBits): StepOutcome;
}

/** @param subscriptions of one shop; those that are not ACTIVE are left out */
export function compileShop(subscriptions: readonly Subscription[]): ShopRules {
  const active = subscriptions.filter(({ state }) => state === SubscriptionState.ACTIVE);
  const wantingAll = active.filter(({ eventNames }) => !eventNames?.length);
  // Only names that a subscription lists get a row of their own; whatever else events are called shares one row, so
  // customers who invent names cannot make memory grow.
  const listed = new Set(active.flatMap(({ eventNames }) => eventNames ?? []));
  const rows = new Map<string, Row>();
  const others: Row = [];

  return {
    outcomeOf(eventName, consent) {
      const row = rows.get(eventName) ?? (listed.has(eventName) ? addRow(eventName) : others);
      return (row[consent] ??= decideFor(eventName, consent));
    },
  };

  function addRow(eventName: string): Row {
    if (rows.size === ROWS_MAX) rows.clear();
    const row: Row = [];
    rows.set(eventName, row);
    return row;
  }

  function decideFor(eventName: string, consent: ConsentBits): StepOutcome {
    return outcomeFor(listed.has(eventName) ? active.filter(one => wants(one, eventName)) : wantingAll, consent);
  }
}

const wants = ({ eventNames }: Subscription, eventName: string): boolean =>
  !eventNames?.length || eventNames.includes(eventName);

function outcomeFor(considered: readonly Subscription[], consent: ConsentBits): StepOutcome {
  if (considered.length === 0) return { kind: 'drop', outcome: Outcome.FILTERED, rule: NO_SUBSCRIPTION };
  const input = inputOf(consent);
  const partners = considered.map(subscription => ({
    partner: subscription.partner ?? '',
    ...decide(input, subscription),
  }));
  if (partners.every(({ decision }) => decision === Decision.DENY))
    return { kind: 'drop', outcome: Outcome.DENIED, rule: partners[0]!.rule };
  const verdict = Verdict.encode({ partners, rulesVersion: RULES_VERSION }).finish();
  return { kind: 'forward', append: appendedField(EventField.VERDICT, verdict) };
}
