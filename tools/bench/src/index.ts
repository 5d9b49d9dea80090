export { barChart, type Chart, lineChart, type Series } from './chart/svg-chart.ts';
