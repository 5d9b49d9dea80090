import { describe, expect, it } from '@jest/globals';
import { niceCeiling } from './plot.ts';
import { barChart, barPanels, lineChart } from './svg-chart.ts';

const chart = {
  title: 'a < b & c',
  axis: 'us',
  labels: ['x', 'y'],
  series: [{ name: 's', values: [50, 100] }],
};

/** Heights of the bars, in the order of the labels. */
const heights = (svg: string): number[] =>
  [...svg.matchAll(/<rect x="[^"]*" y="[^"]*" width="[^"]*" height="([^"]*)" fill="#2f6f9f"/g)]
    .map(([, height]) => Number(height))
    .filter(height => height !== 10); // the legend's

describe('barChart', () => {
  it('draws bars as long as their values', () => {
    const [half, whole] = heights(barChart(chart));
    expect(whole! / half!).toBeCloseTo(2, 1);
  });

  it('leaves a gap where nothing was measured', () => {
    expect(heights(barChart({ ...chart, series: [{ name: 's', values: [null, 100] }] }))).toHaveLength(1);
  });

  it('escapes words', () => {
    expect(barChart(chart)).toContain('a &lt; b &amp; c');
  });

  it('makes room for a target above all values', () => {
    const svg = barChart({ ...chart, target: { value: 400, name: 'target' } });
    expect(Math.max(...heights(svg))).toBeLessThan(Math.max(...heights(barChart(chart))) / 2);
    expect(svg).toContain('>target<');
  });

  it('refuses what cannot be drawn', () => {
    expect(() => barChart({ ...chart, series: [] })).toThrow('at least one value');
    expect(() => barChart({ ...chart, series: [{ name: 's', values: [1] }] })).toThrow('series s has 1 values, not 2');
  });
});

describe('barPanels', () => {
  const panel = { ...chart, series: [{ name: 's', values: [1, 2] }] };

  it('draws each panel on a scale of its own, beside the one before', () => {
    const svg = barPanels({ title: 't' }, [chart, panel]);
    expect(heights(svg)).toHaveLength(4);
    const [, firstMax, , secondMax] = heights(svg);
    expect(firstMax).toBe(secondMax);
    const left = [...svg.matchAll(/<rect x="([^"]*)"/g)].map(([, x]) => Number(x));
    expect(left).toEqual(left.toSorted((a, b) => a - b));
    expect(new Set(left).size).toBe(4);
  });

  it('gives what is of another kind a colour of its own', () => {
    expect(heights(barPanels({ title: 't' }, [{ ...panel, apart: ['y'] }]))).toHaveLength(1);
  });
});

describe('lineChart', () => {
  it('joins the points of a series', () => {
    const points = /points="([^"]*)"/
      .exec(lineChart(chart))![1]!
      .split(' ')
      .map(point => point.split(',').map(Number));
    expect(points).toHaveLength(2);
    expect(points[1]![1]).toBeLessThan(points[0]![1]!);
  });
});

describe('niceCeiling', () => {
  it('is the next round number', () => {
    expect([0, 0.3, 1, 1.01, 240, 26, 999].map(niceCeiling)).toEqual([1, 0.5, 1, 2, 250, 50, 1_000]);
  });
});
