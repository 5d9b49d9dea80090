export type { Series } from './chart/plot.ts';
export { barChart, type Chart, lineChart } from './chart/svg-chart.ts';
