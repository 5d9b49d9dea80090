import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { classifyFailure, classifyStatus } from './classify-response.ts';
import { isPrivateAddress, PrivateAddressError } from './private-addresses.ts';
import { signWebhook, webhookId } from './sign-webhook.ts';

const quiet = new AbortController().signal;

describe('a signature', () => {
  it('verifies with the public library, whatever the key, the id and the body', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 24, maxLength: 64 }),
        fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 }),
        fc.json(),
        (key, ids, text) => {
          const body = Buffer.from(text);
          const headers = signWebhook(webhookId(ids), Date.now(), body, Buffer.from(key));
          const webhook = new Webhook(Buffer.from(key).toString('base64'));
          expect(webhook.verify(body, { ...headers }, { jsonParse: false })).toBeUndefined();
          expect(() => webhook.verify(Buffer.from(`${text} `), { ...headers })).toThrow();
        },
      ),
    );
  });
});

describe('the id of a request', () => {
  it("is one event's own, or a hash that tells every list from every other", () => {
    expect(webhookId(['sh-1_A'])).toBe('sh-1_A');
    // Not in a header, or not told apart from the timestamp in what is signed.
    for (const odd of ['a.b', 'a b', 'ü', '', 'x'.repeat(200), 'a\nb'])
      expect(webhookId([odd])).toMatch(/^batch_[0-9a-f]{40}$/);
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 3 }), fc.array(fc.string(), { maxLength: 3 }), (a, b) => {
        expect(webhookId(a) === webhookId(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
    expect(webhookId(['ab', 'c'])).not.toBe(webhookId(['a', 'bc']));
  });
});

describe('an answer', () => {
  it.each([
    [200, 'accepted'],
    [204, 'accepted'],
    [299, 'accepted'],
    [101, 'retry'],
    [301, 'retry'],
    [304, 'retry'],
    [400, 'rejected'],
    [401, 'held'],
    [403, 'held'],
    [404, 'rejected'],
    [408, 'retry'],
    [410, 'gone'],
    [413, 'rejected'],
    [422, 'rejected'],
    [425, 'retry'],
    [429, 'retry'],
    [500, 'retry'],
    [502, 'retry'],
    [503, 'retry'],
    [504, 'retry'],
    [599, 'retry'],
  ])('of %i means %s', (status, kind) => {
    expect(classifyStatus(status, undefined, 0).kind).toBe(kind);
  });

  it.each<[string | undefined, number | undefined]>([
    ['7', 7_000],
    [' 7 ', 7_000],
    ['0', 0],
    ['Thu, 01 Jan 1970 00:01:00 GMT', 60_000 - 10_000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['soon', undefined],
    ['99999999999999999999', undefined],
    [undefined, undefined],
  ])('with Retry-After %s asks for %s ms', (value, expected) => {
    const outcome = classifyStatus(503, value, 10_000) as { retryAfterMs?: number };
    expect(outcome.retryAfterMs).toBe(expected);
  });
});

describe('no answer', () => {
  it('is tried again, and its detail is a code and never a message', () => {
    const error = Object.assign(new Error('connect ECONNREFUSED secret-host'), { code: 'ECONNREFUSED' });
    expect(classifyFailure(error, quiet)).toEqual({ kind: 'retry', detail: 'no answer: ECONNREFUSED' });
    expect(classifyFailure(new Error('email@example.com'), quiet)).toEqual({
      kind: 'retry',
      detail: 'no answer: Error',
    });
    expect(classifyFailure({ code: 'odd code with spaces' }, quiet)).toEqual({
      kind: 'retry',
      detail: 'no answer: unknown',
    });
    expect(classifyFailure(null, quiet)).toEqual({ kind: 'retry', detail: 'no answer: unknown' });
    expect(classifyFailure(error, AbortSignal.abort())).toEqual({ kind: 'retry', detail: 'no answer in time' });
  });

  it('because the address is private is unusable, however deep that lies', () => {
    const wrapped = new Error('fetch failed', { cause: new PrivateAddressError() });
    expect(classifyFailure(wrapped, quiet).kind).toBe('unusable');
  });
});

describe('an address', () => {
  it.each([
    ...[
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '127.0.0.1',
      '127.255.255.254',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
    ],
    ...[
      '192.0.0.8',
      '192.168.1.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      'fe80::1',
      'fc00::1',
      'fd12::1',
    ],
    ...[
      'ff02::1',
      '::ffff:8.8.8.8',
      '::ffff:127.0.0.1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001:db8::1',
      '2001::1',
      'no address',
    ],
  ])('%s is private', address => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
    '%s is public',
    address => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );
});
