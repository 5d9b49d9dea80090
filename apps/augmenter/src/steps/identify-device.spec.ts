import { describe, expect, it } from '@jest/globals';
import { identifyDevice } from './identify-device.ts';
import { markBot } from './mark-bot.ts';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';
const WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';
const IPAD =
  'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1';
const GOOGLEBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

describe('identifyDevice', () => {
  it.each([
    ['a phone', IPHONE, { type: 'mobile', os: 'iOS', osVersion: '17.5', browser: 'Safari', browserVersion: '17.5' }],
    ['a desktop', WINDOWS, { type: 'desktop', os: 'Windows', browser: 'Chrome', browserVersion: '126.0.0.0' }],
    ['a tablet', IPAD, { type: 'tablet', os: 'iOS', browser: 'Safari' }],
    ['a robot', GOOGLEBOT, { type: 'bot', os: '', osVersion: '', browser: 'Googlebot' }],
  ])('knows %s', (_, userAgent, device) => {
    expect(identifyDevice(userAgent)).toMatchObject(device);
  });

  it('says nothing of what it does not know', () => {
    expect(identifyDevice('zzz')).toBeUndefined();
  });

  it('bounds what it takes over', () => {
    const device = identifyDevice(WINDOWS.replace('126.0.0.0', '1'.repeat(900)))!;
    expect(device.browserVersion).toBe('1'.repeat(64));
  });
});

describe('markBot', () => {
  it('tells robots, and libraries, from browsers', () => {
    expect([GOOGLEBOT, 'curl/8.5.0', 'python-requests/2.31', IPHONE, WINDOWS, IPAD].map(markBot)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
