/**
 * The same text in one piece. Text joined by `+` is kept as a tree of its parts, and walked again for every event that
 * contains it: for parts used thousands of times, in one piece they take a third of the memory and of the time.
 */
export const flat = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');
