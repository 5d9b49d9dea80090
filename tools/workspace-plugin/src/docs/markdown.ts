/** A heading for people and for whoever opens the page to edit it. */
export const pageHead = (title: string, from: string): string =>
  `# ${title}\n\nMade from ${from} by \`node tools/workspace-plugin/src/docs/generate-docs.ts\`; edits here are lost.`;

export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map(text => text.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(heads), `|${'-|'.repeat(heads.length)}`, ...rows.map(line)].join('\n');
}

export const sentence = (text: string): string => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`);
