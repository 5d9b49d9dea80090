/** Subscriptions as a file that people write: JSON with the contract's member names. */
import { Identity, Purpose, RegionPolicy, type Subscription, SubscriptionState } from '@pixel-relay/contracts';

/** A file of subscriptions that cannot be read. The message lists all that is wrong, a line each. */
export class SubscriptionFileError extends Error {
  override readonly name = 'SubscriptionFileError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

type Names = Readonly<Record<string, number | string>>;
type Kind =
  'text' | 'number' | 'texts' | { readonly oneOf: Names } | { readonly listOf: Names } | { readonly members: Members };
type Members = Readonly<Record<string, Kind>>;

/** Closed: a misspelt name must not silently ask for less consent, or share more fields. */
const MEMBERS: Members = {
  shopId: 'text',
  partner: 'text',
  state: { oneOf: SubscriptionState },
  eventNames: 'texts',
  requiredPurposes: { listOf: Purpose },
  identity: { oneOf: Identity },
  fields: 'texts',
  regionPolicy: { oneOf: RegionPolicy },
  kafka: { members: { topic: 'text' } },
  webhook: { members: { url: 'text', secret: 'text', eventsPerRequestMax: 'number', timeoutMs: 'number' } },
};

/** Subscriptions as JSON, with the names of states, purposes and policies in place of their numbers. */
export const writeSubscriptions = (subscriptions: readonly Subscription[]): string =>
  JSON.stringify(
    subscriptions.map(one => written(one, { members: MEMBERS })),
    null,
    2,
  );

/**
 * The reverse of writeSubscriptions; numbers are taken for names too. What is allowed is for checkSubscription to say.
 * @throws SubscriptionFileError
 */
export function readSubscriptions(text: string): Subscription[] {
  const list = parse(text);
  if (!Array.isArray(list)) throw new SubscriptionFileError(['the subscriptions are not a JSON list']);
  const problems: string[] = [];
  const subscriptions = list.map((one: unknown, i) => {
    const say = (what: string): void => void problems.push(`subscription ${i + 1}${what}`);
    const given = read(one, { members: MEMBERS }, '', say) as Subscription;
    if (isObject(one)) {
      if (one['state'] == null) say(`: state is missing: give ${choices(SubscriptionState)}`);
      if (one['kafka'] != null && one['webhook'] != null)
        say(': kafka and webhook are both given: give one destination');
    }
    return {
      ...given,
      identity: given?.identity ?? Identity.HASHED,
      regionPolicy: given?.regionPolicy ?? RegionPolicy.STRICT,
    };
  });
  problems.push(...repeated(subscriptions));
  if (problems.length > 0) throw new SubscriptionFileError(problems);
  return subscriptions;
}

/** The later of two would silently win. */
function repeated(subscriptions: readonly Subscription[]): string[] {
  const seen = new Map<string, number>();
  return subscriptions.flatMap(({ shopId, partner }, i) => {
    const key = JSON.stringify([shopId, partner]);
    const before = seen.get(key);
    seen.set(key, i + 1);
    return before === undefined || shopId == null
      ? []
      : [`subscription ${i + 1}: shop and partner are those of subscription ${before}`];
  });
}

/** The value in the message's form; what is wrong is said, with the member's path. */
function read(given: unknown, kind: Kind, path: string, say: (what: string) => void): unknown {
  const wrong = (expected: string): undefined => void say(`${path && `: ${path}`} is not ${expected}`);
  if (kind === 'text') return typeof given === 'string' ? given : wrong('text');
  if (kind === 'number') return Number.isInteger(given) ? given : wrong('a whole number');
  if (kind === 'texts')
    return Array.isArray(given) && given.every(each => typeof each === 'string') ? given : wrong('a list of texts');
  if ('listOf' in kind)
    return Array.isArray(given) ? given.map(each => numbered(kind.listOf, each, path, say)) : wrong('a list');
  if ('oneOf' in kind) return numbered(kind.oneOf, given, path, say);
  if (!isObject(given)) return wrong('an object');
  const { members } = kind;
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    const memberPath = path === '' ? name : `${path}.${name}`;
    if (member === undefined) say(`: ${memberPath} is unknown; there are ${Object.keys(members).join(', ')}`);
    else if (value !== null) result[name] = read(value, member, memberPath, say);
  }
  return result;
}

function numbered(names: Names, given: unknown, path: string, say: (what: string) => void): number | undefined {
  const number = typeof given === 'string' ? names[given] : given;
  if (typeof number === 'number' && named(names, number) !== undefined) return number;
  say(`: ${path}: ${JSON.stringify(given)} is none of ${choices(names)}`);
  return undefined;
}

function written(value: unknown, kind: Kind): unknown {
  if (value === null || value === undefined || typeof kind === 'string') return value ?? undefined;
  if ('listOf' in kind) return (value as number[]).map(each => named(kind.listOf, each) ?? each);
  if ('oneOf' in kind) return named(kind.oneOf, value as number) ?? value;
  const members = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(kind.members).map(([name, member]) => [name, written(members[name], member)]),
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const named = (names: Names, number: number): string | undefined =>
  Object.keys(names).find(name => names[name] === number);

const choices = (names: Names): string =>
  Object.keys(names)
    .filter(name => typeof names[name] === 'number')
    .join(', ');

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SubscriptionFileError([`the subscriptions are not JSON: ${(cause as Error).message}`]);
  }
}
