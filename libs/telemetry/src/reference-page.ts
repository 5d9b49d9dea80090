/** The metrics' reference page, made from the registry alone. */
import type { AttributeDeclaration, MetricDeclaration } from './metric.ts';
import { registry } from './registry.ts';

/** What Prometheus calls it: dots become underscores, and a counter ends in _total. */
export const prometheusName = ({ kind, name }: Pick<MetricDeclaration, 'kind' | 'name'>): string => {
  const plain = name.replaceAll('.', '_');
  return kind === 'counter' && !plain.endsWith('_total') ? `${plain}_total` : plain;
};

const attributeText = (name: string, declared: AttributeDeclaration): string =>
  declared.kind === 'oneOf'
    ? `\`${name}\`: ${declared.values.join(', ')}`
    : `\`${name}\`: ${declared.doc} (at most ${declared.valuesMax}, then \`other\`)`;

/** Markdown: one row a metric. */
export function metricsReferencePage(): string {
  const rows = Object.values(registry).map((declaration: MetricDeclaration) => {
    const attributes = [
      ...Object.entries(declaration.fixed).map(([name, value]) => `\`${name}\`: ${value}`),
      ...Object.entries(declaration.attributes).map(([name, declared]) => attributeText(name, declared)),
    ];
    const unit = declaration.unit.replace(/[{}]/g, '');
    return `| \`${prometheusName(declaration)}\` | ${declaration.kind} | ${unit} | ${attributes.join('; ')} | ${declaration.doc} |`;
  });
  const head = [
    '# Metrics',
    '',
    'Served as Prometheus text under `/metrics`, each with a `stage` label. No label holds customer data, and every label is bounded.',
    '',
    '| metric | kind | unit | labels | meaning |',
    '|-|-|-|-|-|',
  ];
  return `${[...head, ...rows].join('\n')}\n`;
}
