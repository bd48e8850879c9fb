/** Milliseconds since 1970. */
export type Now = () => number;

/** A number in [0, 1). */
export type Random = () => number;

/** Resolves after so many milliseconds. */
export type Sleep = (milliseconds: number) => Promise<void>;
