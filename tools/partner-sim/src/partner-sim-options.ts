import type { FailureScript } from './failure-script.ts';

export interface PartnerSimOptions {
  /** 0, the default: any free one */
  readonly port?: number | undefined;
  /** loopback by default: the simulator obeys whoever reaches it */
  readonly host?: string | undefined;
  /** what signatures are checked against (`whsec_` and base64), several during a rotation; null: they are not checked */
  readonly secret: string | readonly string[] | null;
  /** how every path answers that has no script of its own; 200 without one */
  readonly script?: FailureScript | undefined;
  /** by path, such as `/hooks/orders` */
  readonly scripts?: Readonly<Record<string, FailureScript>> | undefined;
  /** time from a request's place to its answer */
  readonly latencyMs?: number | undefined;
  /** requests worked on at once; no limit without it */
  readonly concurrentMax?: number | undefined;
  /** requests that wait beyond those; more are answered 503 */
  readonly queueMax?: number | undefined;
  /** events remembered; beyond, the oldest are forgotten */
  readonly idsMax?: number | undefined;
  /** larger requests are answered 413 */
  readonly bodyBytesMax?: number | undefined;
  /** how long a `timeout` keeps the client waiting before its connection is closed */
  readonly holdMs?: number | undefined;
}

export interface ResolvedPartnerSimOptions {
  readonly port: number;
  readonly host: string;
  readonly secrets: readonly string[];
  readonly script: FailureScript | undefined;
  readonly scripts: Readonly<Record<string, FailureScript>>;
  readonly latencyMs: number;
  readonly concurrentMax: number;
  readonly queueMax: number;
  readonly idsMax: number;
  readonly bodyBytesMax: number;
  readonly holdMs: number;
}

/** An option of the simulator that cannot be; the message says which values can. */
export class PartnerSimOptionError extends Error {}

export function resolvePartnerSimOptions(options: PartnerSimOptions): ResolvedPartnerSimOptions {
  const { secret } = options;
  const resolved: ResolvedPartnerSimOptions = {
    port: options.port ?? 0,
    host: options.host ?? '127.0.0.1',
    secrets: secret === null ? [] : typeof secret === 'string' ? [secret] : secret,
    script: options.script,
    scripts: options.scripts ?? {},
    latencyMs: options.latencyMs ?? 0,
    concurrentMax: options.concurrentMax ?? Infinity,
    queueMax: options.queueMax ?? 10_000,
    idsMax: options.idsMax ?? 1_000_000,
    bodyBytesMax: options.bodyBytesMax ?? 8 * 1024 * 1024,
    holdMs: options.holdMs ?? 60_000,
  };
  if (secret !== null && resolved.secrets.length === 0) {
    throw new PartnerSimOptionError('give at least one secret, or null to leave signatures unchecked');
  }
  for (const [name, min, max] of bounds) {
    const value = resolved[name];
    if (!(value >= min && value <= max))
      throw new PartnerSimOptionError(`${name} is a number from ${min} to ${max}, not ${value}`);
  }
  return resolved;
}

const bounds = [
  ['port', 0, 65_535],
  ['latencyMs', 0, 600_000],
  ['concurrentMax', 1, Infinity],
  ['queueMax', 0, 1_000_000],
  ['idsMax', 1, 10_000_000],
  ['bodyBytesMax', 1, 256 * 1024 * 1024],
  ['holdMs', 1, 3_600_000],
] as const;
