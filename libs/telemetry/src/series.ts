/** The series of one metric: one cell per combination of attribute values, never more than the declaration allows. */
import type { AttributeDeclaration, MetricDeclaration } from './metric.ts';

/** What a bounded attribute says once its values are used up, and a closed one for a value that is not on its list. */
export const OTHER = 'other';

/** Series that exist, at zero, before anything is recorded: a rate over a counter then sees its first increment. */
const PREPARED_MAX = 32;

type Values = Readonly<Record<string, string | number>>;

export class Series<Cell> {
  readonly #newCell: () => Cell;
  readonly #fixed: Values;
  readonly #names: readonly string[];
  readonly #declared: readonly AttributeDeclaration[];
  readonly #seen: readonly Set<string>[];
  /** of a metric without attributes */
  #only: Cell | null = null;
  readonly #cells = new Map<string, { readonly attributes: Values; readonly cell: Cell }>();

  constructor(declaration: MetricDeclaration, newCell: () => Cell) {
    this.#newCell = newCell;
    this.#fixed = declaration.fixed;
    this.#names = Object.keys(declaration.attributes);
    this.#declared = Object.values(declaration.attributes);
    this.#seen = this.#names.map(() => new Set());
    for (const values of closedCombinations(this.#declared)) this.#cellOf(values);
  }

  /** The cell of these attributes; made when it is the first time. Attributes that are not declared are left out. */
  cell(attributes?: Values): Cell {
    if (this.#names.length === 0) return (this.#only ??= this.#cellOf([]));
    return this.#cellOf(this.#names.map((name, at) => this.#bounded(at, String(attributes?.[name] ?? OTHER))));
  }

  *[Symbol.iterator](): Iterator<{ readonly attributes: Values; readonly cell: Cell }> {
    yield* this.#cells.values();
  }

  /** The value itself, or `other`. */
  #bounded(at: number, value: string): string {
    const declared = this.#declared[at]!;
    if (declared.kind === 'oneOf') return declared.values.includes(value) ? value : OTHER;
    const seen = this.#seen[at]!;
    if (seen.has(value)) return value;
    if (seen.size >= declared.valuesMax) return OTHER;
    seen.add(value);
    return value;
  }

  #cellOf(values: readonly string[]): Cell {
    const key = values.join('\0');
    const known = this.#cells.get(key);
    if (known) return known.cell;
    const attributes = { ...this.#fixed, ...Object.fromEntries(this.#names.map((name, at) => [name, values[at]!])) };
    const cell = this.#newCell();
    this.#cells.set(key, { attributes, cell });
    return cell;
  }
}

/** Every combination of closed lists; none at all when an attribute is open or there would be too many. */
function closedCombinations(declared: readonly AttributeDeclaration[]): string[][] {
  let combinations: string[][] = [[]];
  for (const each of declared) {
    if (each.kind !== 'oneOf') return [];
    combinations = combinations.flatMap(before => each.values.map(value => [...before, value]));
    if (combinations.length > PREPARED_MAX) return [];
  }
  return combinations;
}
