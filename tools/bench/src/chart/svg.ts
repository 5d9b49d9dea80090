/** SVG as text: the few words of it that the charts need. */

export const INK = '#1f2328';
export const PALE = '#57606a';

/** To a tenth of a pixel. */
export const round = (value: number): number => Math.round(value * 10) / 10;

/** A whole picture, sizes in pixels. */
export const svgPage = (width: number, height: number, elements: readonly string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...elements,
    '</svg>\n',
  ].join('\n');

export const text = (x: number, y: number, words: string, attributes: string): string =>
  `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escapeXml(words)}</text>`;

const escapeXml = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
