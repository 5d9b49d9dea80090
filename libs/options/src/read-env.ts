/** Reads PIXEL_RELAY_<OPTION> variables. Others that start alike are refused, but for those that Kubernetes makes. */
import type { OptionSet } from './define-options.ts';
import { type Given, type Reading, didYouMean, settable } from './given.ts';
import { ENV_PREFIX, envName } from './names.ts';

export type Env = Readonly<Record<string, string | undefined>>;

export function readEnv(options: OptionSet, env: Env): Reading {
  const names = new Map(settable(options).map(name => [envName(name), name]));
  const configName = envName('config');
  const given = new Map<string, Given>();
  const problems: string[] = [];
  for (const [key, text] of Object.entries(env)) {
    if (text === undefined || !key.startsWith(ENV_PREFIX) || key === configName) continue;
    const name = names.get(key);
    if (name !== undefined) given.set(name, { value: { text }, source: 'env', from: key });
    else if (!isServiceLink(key, text)) problems.push(`unknown variable ${key}${didYouMean(key, [...names.keys()])}`);
  }
  return { given, problems, config: env[configName] };
}

/**
 * A Kubernetes service named pixel-relay-... puts variables like PIXEL_RELAY_PARSER_PORT_9090_TCP_ADDR into every
 * container of its namespace. Refusing those would keep every stage from starting.
 */
const isServiceLink = (key: string, value: string): boolean =>
  /_SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)$|_PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?$/.test(key) ||
  (key.endsWith('_PORT') && isServiceAddress(value));

/** What Kubernetes writes into such a variable; also into one that has an option's name. */
export const isServiceAddress = (value: string): boolean => /^(tcp|udp|sctp):\/\//.test(value);
