import { state } from './state';

/** Why an import cannot go on. The numbers are known to errors.ts. */
export namespace Failure {
  export const none: u32 = 0;
  export const notUtf8: u32 = 1;
  export const severalColumns: u32 = 2;
  export const unclosedQuote: u32 = 3;
  export const brokenQuote: u32 = 4;
  export const collidingIds: u32 = 5;
  export const tableFull: u32 = 6;
  export const outOfMemory: u32 = 7;
  export const missingColumn: u32 = 8;
  export const tooFewColumns: u32 = 9;
}

/** The first failure stands. @returns false, for the caller to return */
export function fail(why: u32, where: u32): bool {
  if (state.failureReason == Failure.none) {
    state.failureReason = why;
    state.failureRow = where;
  }
  return false;
}

/** @param at address of what is wrong */
export function failAt(why: u32, where: u32, at: usize): bool {
  if (state.failureReason == Failure.none) state.failureAt = at;
  return fail(why, where);
}

export function forgetFailure(): void {
  state.failureReason = Failure.none;
  state.failureRow = 0;
  state.failureAt = 0;
}

export function failureReason(): u32 {
  return state.failureReason;
}

/** 1-based; 0 when it is not one row's fault */
export function failureRow(): u32 {
  return state.failureRow;
}

/** 0 when nothing stands there that would explain it */
export function failureAt(): usize {
  return state.failureAt;
}
