/** Milliseconds between two looks at something that takes a while: short at first. */
export const firstDelayMs = 250;

const maxDelayMs = 5_000;

export const longerDelay = (delayMs: number): number => Math.min(maxDelayMs, delayMs * 2);
