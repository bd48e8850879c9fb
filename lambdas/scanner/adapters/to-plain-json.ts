/**
 * SQS refuses a message, or all of its call, that contains what XML 1.0 forbids. Keys may contain it, and JSON can say it
 * otherwise. The other noncharacters are allowed, and harmless like this.
 */
const unsendable =
  /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|\p{Noncharacter_Code_Point}/gu;

/** JSON that SQS takes, whatever characters its texts are of. */
export const toPlainJson = (value: unknown): string =>
  JSON.stringify(value).replace(unsendable, (character) =>
    Array.from(
      { length: character.length },
      (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
