/** A number of things that may be under way at once. */
export interface Slots {
  /** takes a slot as soon as one is free; the result gives it back */
  take: () => Promise<() => void>;
}

export const createSlots = (size: number): Slots => {
  const waiting: (() => void)[] = [];
  let taken = 0;
  const release = (): void => {
    taken -= 1;
    waiting.shift()?.();
  };
  return {
    take: async () => {
      while (taken >= size) await new Promise<void>((resolve) => waiting.push(resolve));
      taken += 1;
      return release;
    },
  };
};
