/** @returns text without half a character at its end; what is not UTF-8 is shown as U+FFFD */
export const textOf = (bytes: Uint8Array): string =>
  // A shared buffer cannot be decoded.
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.slice(), { stream: true });
