const escapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
};

/**
 * JSON that is text of HTML as well: JSON can write what HTML obeys in another way. A list has many, and `&quot;` for each of their quotes
 * would be a quarter of it.
 */
export const jsonInHtml = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>&]/g, (character) => escapes[character] ?? '');

export const bytesOfJson = (value: unknown): number => Buffer.byteLength(jsonInHtml(value));
