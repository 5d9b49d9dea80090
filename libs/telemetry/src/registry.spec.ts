import { describe, expect, it } from '@jest/globals';
import { metricsReferencePage, prometheusName, registry } from './index.ts';
import type { MetricDeclaration } from './metric.ts';

const all: [string, MetricDeclaration][] = Object.entries(registry);
const UNIT_SUFFIXES = { s: '_seconds', By: '_bytes' };

describe('the registry', () => {
  it.each(all)('%s keeps to the naming law', (_key, { name, kind, unit, doc, boundaries, attributes }) => {
    expect(name).toMatch(/^(pixelrelay_[a-z_]+|(messaging|process|nodejs|v8js)(\.[a-z0-9]+)+)$/);
    expect(doc).toMatch(/\.$/);
    if (name.startsWith('pixelrelay_')) {
      expect(name.endsWith('_total')).toBe(kind === 'counter');
      if (unit === 's' || unit === 'By')
        expect(name.replace(/_in_total|_out_total/, '')).toMatch(`${UNIT_SUFFIXES[unit]}`);
    }
    if (kind === 'histogram') expect([...boundaries].sort((a, b) => a - b)).toEqual(boundaries);
    expect(boundaries.length > 0).toBe(kind === 'histogram');
    for (const declared of Object.values(attributes))
      expect(declared.kind === 'oneOf' ? declared.values.length : declared.valuesMax).toBeGreaterThan(0);
  });

  it('has no name twice', () => {
    const names = all.map(([, declaration]) => prometheusName(declaration));
    expect(new Set(names).size).toBe(names.length);
  });

  it('has the promise of five minutes as a bucket', () => {
    expect(registry.eventAge.boundaries).toContain(300);
  });

  it('is what the reference page shows, one row each', () => {
    const rows = metricsReferencePage()
      .split('\n')
      .filter(line => line.startsWith('| `'));
    const shown = rows.map(row => /^\| `(\w+)`/.exec(row)![1]);
    expect(shown).toEqual(all.map(([, declaration]) => prometheusName(declaration)));
    for (const row of rows) expect(row.split(' | ')).toHaveLength(5);
  });
});
