/** A promise that any run can be held against: fed while it runs, asked at the end. */
export interface Guarantee {
  readonly name: string;
  /** Empty: held. At most VIOLATIONS_MAX lines, and one that says how many more there are. */
  violations(): string[];
}

export const VIOLATIONS_MAX = 50;

/** The first violations in words, the others only counted. */
export class ViolationList {
  readonly #lines: string[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** `line` is called only while there is room. */
  add(line: () => string): void {
    if (this.#count++ < VIOLATIONS_MAX) this.#lines.push(line());
  }

  lines(): string[] {
    const more = this.#count - this.#lines.length;
    return more > 0 ? [...this.#lines, `and ${more} more`] : [...this.#lines];
  }
}
