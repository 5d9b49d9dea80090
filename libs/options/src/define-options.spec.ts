import { describe, expect, it } from '@jest/globals';
import { defineOptions, option } from './index.ts';

const int = option.int({ default: 1, min: 0, max: 9, doc: 'A number.' });

describe('defineOptions refuses declarations that contradict each other', () => {
  it.each([
    ['a reserved name', { config: int }, /PIXEL_RELAY_CONFIG/],
    ['a name that is not camel case', { 'fetch-wait': int }, /camel case/],
    [
      "a secret's file beside an option of that name",
      { token: option.secret({ doc: 'A.' }), tokenFile: int },
      /TOKEN_FILE/,
    ],
    ['a default out of bounds', { a: option.int({ default: 10, min: 0, max: 9, doc: 'A.' }) }, /at most 9/],
    ['no word of what it does', { a: option.flag({ default: true, doc: '' }) }, /doc/],
  ])('%s', (_what, options, message) => {
    expect(() => defineOptions(options)).toThrow(message);
  });
});
