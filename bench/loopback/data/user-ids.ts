import { createShuffle } from './shuffle.ts';

/** Characters, and bytes, of an ID. */
export const idLength = 30;

const alphabet = Buffer.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');
const base = alphabet.length;
const groupLength = 5;
/** Numbers that five characters can say; also the number of different IDs. */
const groupSpace = base ** groupLength;

const shuffle = createShuffle(groupSpace);

/**
 * Writes the ID of user `index`: random letters and digits that are the same each time. The first five are the
 * shuffled index, so that {@link indexOfId} needs no memory.
 */
export const writeId = (target: Uint8Array, at: number, index: number): void => {
  writeGroup(target, at, shuffle.at(index));
  for (let group = 1; group < idLength / groupLength; group += 1)
    writeGroup(target, at + group * groupLength, mix(index, group) % groupSpace);
};

export const idOf = (index: number): string => {
  const bytes = Buffer.alloc(idLength);
  writeId(bytes, 0, index);
  return bytes.toString('latin1');
};

/** @returns undefined for what is no ID of anybody */
export const indexOfId = (id: string): number | undefined => {
  if (id.length !== idLength) return undefined;
  let value = 0;
  for (const byte of Buffer.from(id.slice(0, groupLength), 'latin1'))
    value = value * base + alphabet.indexOf(byte);
  if (value < 0 || value >= groupSpace) return undefined;
  const index = shuffle.indexOf(value);
  return idOf(index) === id ? index : undefined;
};

const writeGroup = (target: Uint8Array, at: number, number: number): void => {
  let rest = number;
  for (let place = at + groupLength - 1; place >= at; place -= 1) {
    const quotient = (rest / base) | 0;
    target[place] = alphabet[rest - quotient * base] ?? 0;
    rest = quotient;
  }
};

/** The finalizer of MurmurHash3 (public domain), over the index and the group. */
const mix = (index: number, group: number): number => {
  let hash = index ^ Math.imul(group, 0x9e3779b9);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};
