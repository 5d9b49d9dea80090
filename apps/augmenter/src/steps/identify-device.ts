import type { Augmentation } from '@pixel-relay/contracts';
import Bowser from 'bowser';

export type Device = NonNullable<Augmentation['device']>;

/** Versions come out of the user agent, where anything may stand. */
const TEXT_LENGTH_MAX = 64;

/** What the user agent says of device, system and browser; undefined when it says nothing that is known. */
export function identifyDevice(userAgent: string): Device | undefined {
  const { platform, os, browser } = Bowser.parse(userAgent);
  const device = {
    type: bounded(platform.type),
    os: bounded(os.name),
    osVersion: bounded(os.version),
    browser: bounded(browser.name),
    browserVersion: bounded(browser.version),
  };
  return Object.values(device).some(text => text !== '') ? device : undefined;
}

const bounded = (text: string | undefined): string => (text ?? '').slice(0, TEXT_LENGTH_MAX).toWellFormed();
