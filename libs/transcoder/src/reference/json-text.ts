/** JSON.parse, with what a value alone does not tell: the digits of numbers as they were written, and nesting. */

/** A number as the document writes it. */
export class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): unknown {
    return rawJson(this.text);
  }
}

// TypeScript's library does not have JSON.rawJSON and the reviver's third parameter yet
const rawJson = (JSON as unknown as { rawJSON(this: void, text: string): unknown }).rawJSON;
const parse = JSON.parse as (
  text: string,
  reviver: (key: string, value: unknown, context: { source: string }) => unknown,
) => unknown;

/** As JSON.parse, every number a NumberText. Recursive: only for text of bounded depth. */
export const parseJson = (text: string): unknown =>
  parse(text, (_key, value, context) => (typeof value === 'number' ? new NumberText(context.source) : value));

/** Of a value from parseJson: its JSON, digits as they were. */
export const jsonText = (value: unknown): string => JSON.stringify(value);

/** The most objects and arrays inside one another, of a valid document. */
export function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (const token of text.match(/"(?:[^"\\]|\\.)*"|[[\]{}]/g) ?? []) {
    if (token === '{' || token === '[') most = Math.max(most, ++depth);
    else if (token === '}' || token === ']') depth--;
  }
  return most;
}
