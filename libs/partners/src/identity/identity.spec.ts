import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPersonalName, maskJson, maskText } from './mask-personal.ts';
import { normaliseEmail, normalisePhone, sha256Hex } from './normalise.ts';

const nothing = new Set<string>();

describe('normalising', () => {
  it.each<[string, string | null]>([
    [' Ann@Example.COM ', 'ann@example.com'],
    ['a@b', 'a@b'],
    ['no address', null],
    ['a@b@c', null],
    ['', null],
  ])('of the email %j gives %j', (email, normal) => expect(normaliseEmail(email)).toBe(normal));

  it.each<[string, string | null]>([
    ['+1 (555) 123-4567', '15551234567'],
    ['0044 20 7946 0958', '442079460958'],
    ['+49 (0) 30 1234567', '49301234567'],
    ['555-1234567', null],
    ['+1 555', null],
    ['+12345678901234567', null],
    ['+1 800 FLOWERS', null],
    ['', null],
  ])('of the phone %j gives %j', (phone, normal) => expect(normalisePhone(phone)).toBe(normal));

  it('hashes as partners do', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('masking', () => {
  it.each([
    ['mail ann@example.com now', 'mail (removed) now'],
    ['?email=ann%40example.com&x=1', '?email=(removed)&x=1'],
    ['<a@b.c>,d@e.f', '<(removed)>,(removed)'],
    ['@handle and 50% off', '@handle and 50% off'],
    ['nothing', 'nothing'],
  ])('makes %j %j', (text, masked) => expect(maskText(text)).toBe(masked));

  it('leaves no address in any text', () => {
    const part = fc.stringMatching(/^[a-z0-9.+_-]{1,20}$/);
    fc.assert(
      fc.property(
        fc.string(),
        part,
        fc.constantFrom('@', '%40'),
        part,
        fc.string(),
        (before, name, at, host, after) => {
          expect(maskText(`${before} ${name}${at}${host} ${after}`)).not.toContain(`${name}${at}${host}`);
        },
      ),
    );
  });

  it('is not slow for any text', () => {
    // Quadratic work would take minutes; the specs' own time limit is what would notice.
    for (const text of ['@'.repeat(100_000), 'a'.repeat(100_000) + '@', 'a@'.repeat(50_000), 'a%40'.repeat(50_000)])
      expect(typeof maskText(text)).toBe('string');
  });

  it.each([
    'email',
    'E-Mail',
    'customerEmail',
    'contact_phone',
    'firstName',
    'first name',
    'Address1',
    'billing-address',
    'IP',
    'zip',
  ])('knows %s for personal', name => expect(isPersonalName(name)).toBe(true));
  it.each(['name', 'title', 'price', 'value', 'emailed', 'phones', 'ipsum', 'shipping'])(
    'does not take %s for personal',
    name => expect(isPersonalName(name)).toBe(false),
  );

  it('of JSON keeps the text that it need not change, and everything else that is in it', () => {
    const text = '{ "a" : [1.0, {"b": null}] }';
    expect(maskJson(text, nothing)).toBe(text);
    expect(maskJson('{"a":1,"email":2,"c":{"phone":3,"d":[true]}}', nothing)).toBe('{"a":1,"c":{"d":[true]}}');
    expect(maskJson('{"ann@example.com":1}', nothing)).toBe('{"(removed)":1}');
    expect(maskJson('{"__proto__":{"email":1},"value":2}', new Set(['value']))).toBe('{"__proto__":{}}');
    expect(maskJson('nope', nothing)).toBeNull();
    expect(maskJson(`${'['.repeat(200)}"a@b.c"${']'.repeat(200)}`, nothing)).not.toContain('a@b.c');
  });
});
