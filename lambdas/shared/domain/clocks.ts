/** How far the clocks of two functions may be apart, in milliseconds: a few minutes more than they ever are. */
export const clockToleranceMs = 5 * 60_000;

/** True of a time that no clock which goes right can have told yet: whatever was written under it is not believed. */
export const isFromFuture = (at: number, now: number): boolean => at > now + clockToleranceMs;
