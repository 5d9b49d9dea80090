/** An error as a log line may show it. */

export interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  /** what to do, where the error says it */
  readonly action?: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

const MESSAGE_LENGTH_MAX = 500;
const STACK_LINES_MAX = 10;
const CAUSES_MAX = 3;

/**
 * Bounded, and without what may quote an input: JSON.parse puts a piece of the text into its message, and that text can
 * be a customer's.
 */
export function describeError(error: unknown, causes = CAUSES_MAX): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'something that is not an Error was thrown' };
  const { code, action } = error as { code?: unknown; action?: unknown };
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line));
  return {
    type: error.name,
    message: error instanceof SyntaxError ? 'not valid JSON' : bounded(error.message),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof action === 'string' ? { action: bounded(action) } : {}),
    ...(frames.length > 0 ? { stack: frames.slice(0, STACK_LINES_MAX).join('\n') } : {}),
    ...(error.cause !== undefined && causes > 0 ? { cause: describeError(error.cause, causes - 1) } : {}),
  };
}

const bounded = (text: string): string =>
  text.length > MESSAGE_LENGTH_MAX ? `${text.slice(0, MESSAGE_LENGTH_MAX - 3)}...` : text;
