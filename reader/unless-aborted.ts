/** Options of a call to the SDK that ends with the signal. */
export const ending = (signal: AbortSignal | undefined): { abortSignal?: AbortSignal } =>
  signal ? { abortSignal: signal } : {};

/** The SDK says of a request that was ended that it was, and not why. */
export const unlessAborted = async <T>(
  signal: AbortSignal | undefined,
  send: () => Promise<T>,
): Promise<T> => {
  signal?.throwIfAborted();
  try {
    return await send();
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
};
