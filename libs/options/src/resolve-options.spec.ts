import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Rule, type OptionsOf, askedFor, defineOptions, option, resolveOptions } from './index.ts';

const common = defineOptions({
  brokers: option.list({ default: ['127.0.0.1:9092'], itemsMin: 1, itemsMax: 3, doc: 'Where Kafka is.' }),
  topicPrefix: option.string({ default: '', pattern: /^[a-z.]*$/, patternSays: 'lower case letters', doc: 'Prefix.' }),
});
const options = defineOptions({
  ...common,
  workers: option.int({ default: 2, min: 1, max: 512, doc: 'Workers of the pool.', reloadable: true }),
  fetchMaxWaitMs: option.int({ default: 100, min: 0, max: 10_000, doc: 'How long a fetch may wait.' }),
  compression: option.oneOf(['none', 'gzip', 'zstd'], { default: 'zstd', doc: 'Codec of what is written.' }),
  sampledShare: option.number({ default: null, min: 0, max: 1, doc: 'Share of events traced.' }),
  enabled: option.flag({ default: true, doc: 'Whether it runs.' }),
  webhookSecret: option.secret({ default: null, doc: 'Signs webhooks.' }),
});

type Resolution = ReturnType<typeof resolveOptions<typeof options>>;
interface Given {
  readonly argv?: readonly string[];
  readonly env?: Record<string, string>;
  readonly files?: Record<string, string>;
  readonly rules?: readonly Rule<OptionsOf<typeof options>>[];
}
const resolve = ({ argv = [], env = {}, files = {}, rules = [] }: Given): Resolution =>
  resolveOptions(options, {
    argv,
    env,
    rules,
    readFile(path) {
      const text = files[path];
      if (text === undefined) throw Object.assign(new Error(`ENOENT ${path}`), { code: 'ENOENT' });
      return text;
    },
  });
const values = (given: Given): OptionsOf<typeof options> => {
  const resolved = resolve(given);
  if (!resolved.ok) throw new Error(resolved.problems.join('\n'));
  return resolved.values;
};
const problems = (given: Given): readonly string[] => {
  const resolved = resolve(given);
  return resolved.ok ? [] : resolved.problems;
};

describe('precedence', () => {
  it('flag over environment over file over default, for whatever subset gives the option', () => {
    const source = fc.record({ flag: fc.boolean(), env: fc.boolean(), file: fc.boolean() });
    fc.assert(
      fc.property(source, ({ flag, env, file }) => {
        const resolved = resolve({
          argv: ['--config', 'c.json', ...(flag ? ['--fetch-max-wait-ms', '1'] : [])],
          env: env ? { PIXEL_RELAY_FETCH_MAX_WAIT_MS: '2' } : {},
          files: { 'c.json': JSON.stringify(file ? { fetchMaxWaitMs: 3 } : {}) },
        });
        const [value, from] = flag ? [1, 'flag'] : env ? [2, 'env'] : file ? [3, 'file'] : [100, 'default'];
        expect(resolved).toMatchObject({
          ok: true,
          values: { fetchMaxWaitMs: value },
          sources: { fetchMaxWaitMs: from },
        });
      }),
    );
  });

  it('takes the file from the environment when no flag names one', () => {
    const files = { 'a.json': '{"workers":3}', 'b.json': '{"workers":4}' };
    expect(values({ env: { PIXEL_RELAY_CONFIG: 'a.json' }, files }).workers).toBe(3);
    expect(values({ argv: ['--config=b.json'], env: { PIXEL_RELAY_CONFIG: 'a.json' }, files }).workers).toBe(4);
  });
});

describe('kinds', () => {
  it.each([
    [['--workers=7'], { workers: 7 }],
    [['--brokers', 'a:1, b:2,'], { brokers: ['a:1', 'b:2'] }],
    [['--brokers', 'a:1', '--brokers=b:2'], { brokers: ['a:1', 'b:2'] }],
    [['--enabled=false'], { enabled: false }],
    [['--no-enabled'], { enabled: false }],
    [['--enabled', '--workers', '3'], { enabled: true, workers: 3 }],
    [['--enabled', 'false', '--workers', '3'], { enabled: false, workers: 3 }],
    [['--sampled-share', '0.25'], { sampledShare: 0.25 }],
    [['--topic-prefix='], { topicPrefix: '' }],
  ])('%j', (argv, expected) => {
    expect(values({ argv })).toMatchObject(expected);
  });

  it('reads a number back as the number that was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 512 }), workers => {
        expect(values({ env: { PIXEL_RELAY_WORKERS: String(workers) } }).workers).toBe(workers);
      }),
    );
  });

  it.each([
    [['--workers', '0'], '--workers: must be at least 1, got "0"'],
    [['--workers', '513'], '--workers: must be at most 512, got "513"'],
    [['--workers', '2.5'], '--workers: must be a whole number, got "2.5"'],
    [['--workers', '-1'], '--workers: must be at least 1, got "-1"'],
    [['--workers', '0x10'], '--workers: must be a whole number, got "0x10"'],
    [['--workers='], '--workers: must be a whole number, got ""'],
    [['--workers'], '--workers needs a value'],
    [['--workers', '--enabled'], '--workers needs a value'],
    [['--workers', '2', '--workers', '3'], '--workers is given twice: keep one'],
    [['--compression', 'zst'], '--compression: must be one of none, gzip, zstd, got "zst"'],
    [['--enabled=yes'], '--enabled: must be true or false, got "yes"'],
    [['--topic-prefix', 'UP'], '--topic-prefix: must be lower case letters, got "UP"'],
    [['--brokers', 'a,b,c,d'], '--brokers: must have at most 3 items, got "a,b,c,d"'],
    [['--brokers='], '--brokers: must have at least 1 item, got ""'],
    [['workers'], '"workers" is not a flag: write --name value or --name=value'],
  ])('%j is refused in one plain line', (argv, problem) => {
    expect(problems({ argv })).toEqual([problem]);
  });

  it('says where a service address in place of a port comes from', () => {
    expect(problems({ env: { PIXEL_RELAY_WORKERS: 'tcp://10.0.0.1:1' } })[0]).toContain('enableServiceLinks: false');
  });

  it('takes null from a file only where the option may be unset', () => {
    const files = { 'c.json': '{"sampledShare":null}', 'd.json': '{"workers":null}' };
    expect(values({ argv: ['--config', 'c.json'], files }).sampledShare).toBeNull();
    expect(problems({ argv: ['--config', 'd.json'], files })).toEqual([
      'workers in d.json: must be a whole number, got null',
    ]);
  });
});

describe('unknown names', () => {
  it('are refused wherever they come from, naming the nearest known one', () => {
    expect(
      problems({
        argv: ['--config', 'c.json', '--worker', '3', '--no-workers'],
        env: { PIXEL_RELAY_WORKRES: '4', PIXEL_RELAY_: '' },
        files: { 'c.json': '{"$schema":"x","fetchMaxWait":1}' },
      }),
    ).toEqual([
      'unknown flag --worker; did you mean --workers?',
      'unknown flag --no-workers; did you mean --workers?',
      'unknown variable PIXEL_RELAY_WORKRES; did you mean PIXEL_RELAY_WORKERS?',
      expect.stringMatching(/^unknown variable PIXEL_RELAY_; did you mean PIXEL_RELAY_\w+\?$/),
      'c.json: unknown option "fetchMaxWait"; did you mean fetchMaxWaitMs?',
    ]);
  });

  it('ignores variables of others, and those that Kubernetes makes of a service called pixel-relay-parser', () => {
    const env = {
      PATH: '/bin',
      WORKERS: '9',
      PIXEL_RELAY_PARSER_SERVICE_HOST: '10.0.0.1',
      PIXEL_RELAY_PARSER_SERVICE_PORT: '9090',
      PIXEL_RELAY_PARSER_SERVICE_PORT_GRPC: '9090',
      PIXEL_RELAY_PARSER_PORT: 'tcp://10.0.0.1:9090',
      PIXEL_RELAY_PARSER_PORT_9090_TCP: 'tcp://10.0.0.1:9090',
      PIXEL_RELAY_PARSER_PORT_9090_TCP_ADDR: '10.0.0.1',
    };
    expect(values({ env }).workers).toBe(2);
    expect(problems({ env: { PIXEL_RELAY_PARSER_PORT: '9090' } })).toHaveLength(1);
  });

  it('does not take names of objects for options', () => {
    expect(problems({ argv: ['--constructor=1'], env: { PIXEL_RELAY_TO_STRING: '1' } })).toHaveLength(2);
    const files = { 'c.json': '{"__proto__":{"workers":1},"toString":1}' };
    expect(problems({ argv: ['--config', 'c.json'], files })).toHaveLength(2);
  });
});

describe('files', () => {
  it.each([
    ['[1]', '--config c.json: must hold one JSON object of option names and values'],
    ['{"workers": 3,}', '--config c.json: it is not valid JSON'],
  ])('%s is refused', (text, problem) => {
    expect(problems({ argv: ['--config', 'c.json'], files: { 'c.json': text } })).toEqual([problem]);
  });

  it('says so when there is none', () => {
    expect(problems({ argv: ['--config', 'no.json'] })).toEqual(['--config no.json: there is no such file']);
  });
});

describe('secrets', () => {
  it('come from the environment or a file, without the line break at its end', () => {
    expect(values({ env: { PIXEL_RELAY_WEBHOOK_SECRET: 's3cret' } }).webhookSecret).toBe('s3cret');
    const files = { '/run/secret': 's3cret\n', 'c.json': '{"webhookSecretFile":"/run/secret"}' };
    expect(values({ env: { PIXEL_RELAY_WEBHOOK_SECRET_FILE: '/run/secret' }, files }).webhookSecret).toBe('s3cret');
    expect(values({ argv: ['--webhook-secret-file', '/run/secret'], files }).webhookSecret).toBe('s3cret');
    expect(values({ argv: ['--config', 'c.json'], files }).webhookSecret).toBe('s3cret');
  });

  it('are refused on the command line, twice, or empty, and never printed', () => {
    const said = [
      ...problems({ argv: ['--webhook-secret', 's3cret'] }),
      ...problems({ argv: ['--webhook-secret=s3cret'] }),
      ...problems({ env: { PIXEL_RELAY_WEBHOOK_SECRET: 's3cret', PIXEL_RELAY_WEBHOOK_SECRET_FILE: '/x' } }),
      ...problems({ env: { PIXEL_RELAY_WEBHOOK_SECRET: '' } }),
      ...problems({ env: { PIXEL_RELAY_WEBHOOK_SECRET: 's3cret'.repeat(20_000) } }),
      ...problems({ argv: ['--config', 'c.json'], files: { 'c.json': '{"webhookSecret":["s3cret"]}' } }),
    ];
    expect(said).toHaveLength(6);
    expect(said.join('\n')).not.toContain('s3cret');
  });

  it('are asked for by their variable when they are missing', () => {
    const needed = defineOptions({ token: option.secret({ doc: 'Lets it in.' }) });
    expect(resolveOptions(needed, { argv: [], env: {} })).toEqual({
      ok: false,
      problems: ['PIXEL_RELAY_TOKEN is needed (or PIXEL_RELAY_TOKEN_FILE): Lets it in.'],
    });
  });
});

describe('rules', () => {
  const rule: Rule<OptionsOf<typeof options>> = {
    holds: ({ workers, fetchMaxWaitMs }) => workers < fetchMaxWaitMs,
    says: 'make --fetch-max-wait-ms larger than --workers',
  };

  it('are checked together, once every option is right by itself', () => {
    expect(problems({ argv: ['--workers', '100'], rules: [rule] })).toEqual([rule.says]);
    expect(problems({ argv: ['--workers', '99'], rules: [rule] })).toEqual([]);
    expect(problems({ argv: ['--workers', '1000'], rules: [rule] })).toEqual([
      '--workers: must be at most 512, got "1000"',
    ]);
  });
});

describe('askedFor', () => {
  it('finds what is asked for besides running, help first, and options resolve beside it', () => {
    expect(askedFor(['--workers', '2'])).toBe('run');
    expect(askedFor(['--validate', '--help'])).toBe('help');
    expect(askedFor(['--describe'])).toBe('describe');
    expect(values({ argv: ['--validate', '--workers', '5'] }).workers).toBe(5);
  });
});
