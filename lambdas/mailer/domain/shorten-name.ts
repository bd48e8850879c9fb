import { escapeName } from '../../shared/domain/escape-name.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * An escaped name of at most so many UTF-16 units. What is too long loses its middle: lists of one campaign
 * differ at the end, by a date or a number. Neither a character that a person sees nor an escape is cut.
 */
export const shortenName = (name: string, maxLength: number): string => {
  const units = Array.from(segmenter.segment(name), ({ segment }) => escapeName(segment));
  if (lengthOf(units) <= maxLength) return units.join('');
  const room = maxLength - 1;
  const head = takeWhileFits(units, Math.ceil((room * 2) / 3));
  const tail = takeWhileFits(units.toReversed(), room - lengthOf(head)).toReversed();
  return `${head.join('')}…${tail.join('')}`;
};

const lengthOf = (units: readonly string[]): number =>
  units.reduce((sum, { length }) => sum + length, 0);

const takeWhileFits = (units: readonly string[], room: number): string[] => {
  let length = 0;
  const end = units.findIndex((unit) => (length += unit.length) > room);
  return units.slice(0, end === -1 ? units.length : end);
};
