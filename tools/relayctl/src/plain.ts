/** Messages as JSON for scripts: every field by name, those at their default too, and enums as words. */
import { Lifecycle, type StageStatus } from '@pixel-relay/contracts';

/** A decoded message carries only what was sent; the rest stands on its prototype. */
export function plain(message: object): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name in message) {
    const value = (message as Record<string, unknown>)[name];
    if (typeof value === 'function' || name.startsWith('$')) continue;
    if (Array.isArray(value)) fields[name] = value.map(each => plainValue(each));
    else fields[name] = plainValue(value);
  }
  return fields;
}

const plainValue = (value: unknown): unknown => (typeof value === 'object' && value !== null ? plain(value) : value);

export const lifecycleText = (status: StageStatus): string =>
  Lifecycle[status.lifecycle ?? Lifecycle.LIFECYCLE_UNSPECIFIED].toLowerCase();

export const statusJson = (address: string, status: StageStatus): string =>
  JSON.stringify({ address, ...plain(status), lifecycle: lifecycleText(status) });
