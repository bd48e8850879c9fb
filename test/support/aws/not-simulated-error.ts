/** What the real service can do and this one cannot: a test that needs it has to say so. */
export class NotSimulatedError extends Error {
  override readonly name = 'NotSimulatedError';
}
