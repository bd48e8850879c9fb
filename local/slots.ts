/** A number of things that may be under way at once. */
export interface Slots {
  /** how many are taken */
  taken: () => number;
  /** takes a slot as soon as one is free; the result gives it back */
  take: () => Promise<() => void>;
  /** takes a slot if one is free now */
  takeNow: () => (() => void) | undefined;
}

export const createSlots = (size: number): Slots => {
  const waiting: (() => void)[] = [];
  let taken = 0;
  const release = (): void => {
    taken -= 1;
    waiting.shift()?.();
  };
  const takeNow = (): (() => void) | undefined => {
    if (taken >= size) return undefined;
    taken += 1;
    return release;
  };
  return {
    taken: () => taken,
    takeNow,
    take: async () => {
      for (;;) {
        const slot = takeNow();
        if (slot !== undefined) return slot;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
};
