const windows1252 = new TextDecoder('windows-1252');
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** By character, as Windows reads bytes in the West. */
const bytes = new Map(
  Array.from({ length: 256 }, (_, byte) => [windows1252.decode(Uint8Array.of(byte)), byte]),
);

/**
 * Turns `Ã©` into `é`.
 *
 * @returns undefined for a text that is not UTF-8 that was read as Latin-1 or Windows-1252
 */
export const readAsUtf8 = (text: string): string | undefined => {
  if (!/[\u0080-\uffff]/.test(text)) return undefined;
  const read = Array.from(text, (character) => bytes.get(character));
  const known = read.flatMap((byte) => byte ?? []);
  if (known.length < read.length) return undefined;
  try {
    return utf8.decode(Uint8Array.from(known));
  } catch {
    return undefined;
  }
};
