import { clipText } from '../domain/clip-text.ts';

/** Hono writes each as a reference: `&amp;`, `&quot;`. */
const bytesOfReferences: Readonly<Record<string, number>> = {
  '&': 5,
  '<': 4,
  '>': 4,
  '"': 6,
  "'": 5,
};

const bytesInHtml = (text: string): number => {
  let bytes = Buffer.byteLength(text);
  for (const [character] of text.matchAll(/[&<>"']/g))
    bytes += (bytesOfReferences[character] ?? 1) - 1;
  return bytes;
};

/** A text that takes no more than so many bytes of a page: a name that is all `&` is five times as long there. */
export const clipHtml = (text: string, mostBytes: number): string =>
  clipText(text, mostBytes, bytesInHtml);
