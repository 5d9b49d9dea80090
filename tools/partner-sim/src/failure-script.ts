/** How the simulator answers one request. */
export type Answer =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds?: number }
  /** the request is read and never answered */
  | { readonly kind: 'timeout' }
  /** the connection is reset after the request was read */
  | { readonly kind: 'reset' };

/** As people write it: a status, `{ status, retryAfterSeconds }`, or a word. */
export type AnswerInput =
  number | 'timeout' | 'reset' | { readonly status: number; readonly retryAfterSeconds?: number | undefined };

export interface FailureScript {
  /** one answer a request, in turn */
  readonly answers: readonly AnswerInput[];
  /** true: from the beginning again after the last; false: then 200 for good */
  readonly repeat?: boolean | undefined;
}

/** A script that cannot be played; the message says what can be in one. */
export class FailureScriptError extends Error {}

const ANSWERS_MAX = 10_000;
const HINT = 'an answer is a status from 200 to 599, "timeout", "reset", or { status, retryAfterSeconds }';
export const ok: Answer = { kind: 'status', status: 200 };

/** Plays a script, one answer at a time. */
export class ScriptPlayer {
  readonly #answers: readonly Answer[];
  readonly #repeat: boolean;
  #next = 0;

  /** Throws FailureScriptError. */
  constructor(script: FailureScript) {
    if (!Array.isArray(script.answers) || script.answers.length === 0 || script.answers.length > ANSWERS_MAX) {
      throw new FailureScriptError(`a script has 1 to ${ANSWERS_MAX} answers; ${HINT}`);
    }
    this.#answers = script.answers.map(readAnswer);
    this.#repeat = script.repeat === true;
  }

  next(): Answer {
    if (this.#next === this.#answers.length) {
      if (!this.#repeat) return ok;
      this.#next = 0;
    }
    this.#next += 1;
    return this.#answers[this.#next - 1]!;
  }
}

/** Reads `500,500,200`, `429:2` (Retry-After of 2 s), `timeout`, `reset`: the command line's form. Throws FailureScriptError. */
export function parseAnswers(text: string): AnswerInput[] {
  return text.split(',').map(word => {
    const trimmed = word.trim();
    if (trimmed === 'timeout' || trimmed === 'reset') return trimmed;
    const [, status, seconds] = /^(\d{3})(?::(\d{1,6}))?$/.exec(trimmed) ?? [];
    if (status === undefined)
      throw new FailureScriptError(`"${trimmed}" is no answer; write 500, 429:2, timeout or reset`);
    return seconds === undefined ? Number(status) : { status: Number(status), retryAfterSeconds: Number(seconds) };
  });
}

function readAnswer(input: AnswerInput): Answer {
  if (input === 'timeout' || input === 'reset') return { kind: input };
  const { status, retryAfterSeconds } = typeof input === 'object' && input !== null ? input : { status: input };
  const badStatus = !Number.isInteger(status) || status < 200 || status > 599;
  const badWait = retryAfterSeconds !== undefined && !(retryAfterSeconds >= 0 && retryAfterSeconds <= 1e9);
  if (badStatus || badWait) throw new FailureScriptError(`${JSON.stringify(input)} is no answer; ${HINT}`);
  return { kind: 'status', status, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
}
