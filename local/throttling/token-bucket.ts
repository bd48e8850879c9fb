/** Milliseconds, as `Date.now` counts them. */
export type Clock = () => number;

/**
 * Takes a request while anything is left, and is charged afterwards with what the request has used. So it may get into
 * debt, and then takes nothing until that is paid: over time no more is used than flows in.
 */
export interface TokenBucket {
  hasTokens: () => boolean;
  /** negative: what was charged too much */
  charge: (tokens: number) => void;
}

/** @param rate tokens a second @param seconds how much of that it holds. It begins with that of one second. */
export const createTokenBucket = (rate: number, seconds: number, now: Clock): TokenBucket => {
  const most = rate * seconds;
  let tokens = Math.min(rate, most);
  let filledAt = now();
  const fill = (): void => {
    const time = now();
    tokens = Math.min(most, tokens + (Math.max(0, time - filledAt) * rate) / 1000);
    filledAt = time;
  };
  return {
    hasTokens: () => {
      fill();
      return tokens > 0;
    },
    charge: (used) => {
      fill();
      tokens -= used;
    },
  };
};
