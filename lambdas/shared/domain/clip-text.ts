/** Of what is stored for people about one import: some sentences. Longer ones would only make items grow. */
export const mostMessageBytes = 1_000;

const mark = '…';

/** A text that takes no more than so many bytes as UTF-8; no character is cut. */
export const clipText = (text: string, mostBytes = mostMessageBytes): string => {
  if (Buffer.byteLength(text) <= mostBytes) return text;
  let room = mostBytes - Buffer.byteLength(mark);
  let clipped = '';
  for (const character of text) {
    room -= Buffer.byteLength(character);
    if (room < 0) break;
    clipped += character;
  }
  return clipped + mark;
};
