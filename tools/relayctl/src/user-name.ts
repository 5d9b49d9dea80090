import { userInfo } from 'node:os';

/** Who runs this. A container's user need not have a name. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'relayctl';
  }
}
