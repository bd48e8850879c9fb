import { hiddenInNumbers, signsOfNumbers } from './signs-of-numbers.ts';
import type { HiddenCause, Sign } from './sign.ts';
import { signsOfCells } from './signs-of-cells.ts';
import { signsOfStructure } from './signs-of-structure.ts';
import { hiddenInText, signsOfText } from './signs-of-text.ts';

/** Each ID counts for the first that it shows. */
export const signs: readonly Sign[] = [
  ...signsOfCells,
  ...signsOfStructure,
  ...signsOfNumbers,
  ...signsOfText,
];

/** All of them are tried on IDs that show none. */
export const hiddenCauses: readonly HiddenCause[] = [...hiddenInNumbers, ...hiddenInText];
