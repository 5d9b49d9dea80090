import { describe, expect, it } from '@jest/globals';
import { defineOptions, helpText, jsonSchema, option, optionsTable, printable, referencePage } from './index.ts';

const options = defineOptions({
  workers: option.int({
    default: 2,
    min: 1,
    max: 512,
    doc: 'Workers of the pool',
    reason: 'One a core',
    reloadable: true,
  }),
  groupId: option.string({ doc: 'Consumer group.' }),
  compression: option.oneOf(['none', 'zstd'], { default: 'zstd', doc: 'Codec: none | zstd.' }),
  enabled: option.flag({ default: false, doc: 'Whether it runs.' }),
  token: option.secret({ default: null, doc: 'Lets it in.' }),
});

describe('what people read', () => {
  it('names every option with its default, bounds and environment name', () => {
    const help = helpText(options, { usage: 'main.js [options]' });
    for (const part of [
      '--workers VALUE',
      '1 to 512',
      '--[no-]enabled',
      '--token-file FILE (or PIXEL_RELAY_TOKEN, ',
      'Default: required',
    ])
      expect(help).toContain(part);
    const row = optionsTable(options)
      .split('\n')
      .find(line => line.includes('--workers'));
    expect(row).toBe('| `--workers` | `PIXEL_RELAY_WORKERS` | 2 | 1 to 512 | yes | Workers of the pool. One a core. |');
  });

  it('keeps tables whole whatever the words are', () => {
    for (const line of optionsTable(options).split('\n')) expect(line.match(/(?<!\\)\|/g)).toHaveLength(7);
  });

  it('has the rules on the page', () => {
    const page = referencePage(options, { title: 'Options', rules: [{ holds: () => true, says: 'a before b' }] });
    expect(page).toMatch(/^# Options\n/);
    expect(page).toContain('- a before b');
  });
});

describe('jsonSchema', () => {
  it('has the bounds, the defaults and the secret files, and refuses what is not declared', () => {
    expect(jsonSchema(options)).toMatchObject({
      type: 'object',
      additionalProperties: false,
      properties: {
        workers: {
          type: 'integer',
          minimum: 1,
          maximum: 512,
          default: 2,
          description: 'Workers of the pool. One a core.',
        },
        compression: { enum: ['none', 'zstd'] },
        tokenFile: { type: 'string' },
      },
    });
    expect(jsonSchema(options)['required']).toBeUndefined();
  });
});

describe('printable', () => {
  it('hides secrets that are set, and only those', () => {
    const values = { workers: 2, groupId: 'g', compression: 'zstd', enabled: true, token: 's3cret' } as const;
    expect(printable(options, values)).toEqual({ ...values, token: '(hidden)' });
    expect(printable(options, { ...values, token: null })['token']).toBeNull();
  });
});
