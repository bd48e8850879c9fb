/** Of what is stored for people about one import: some sentences. Longer ones would only make items grow. */
export const mostMessageBytes = 1_000;

const mark = '…';

/**
 * A text that takes no more than so many bytes; no character is cut.
 *
 * @param bytesOf how many a part of it takes, where it is not written as UTF-8 as it is
 */
export const clipText = (
  text: string,
  mostBytes = mostMessageBytes,
  bytesOf: (part: string) => number = (part) => Buffer.byteLength(part),
): string => {
  if (bytesOf(text) <= mostBytes) return text;
  let room = mostBytes - bytesOf(mark);
  let clipped = '';
  for (const character of text) {
    room -= bytesOf(character);
    if (room < 0) break;
    clipped += character;
  }
  return clipped + mark;
};
