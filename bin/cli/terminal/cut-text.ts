import { widthOf } from './width-of.ts';

/** A text that takes no more room; what is cut ends with an ellipsis. @param most columns */
export const cutText = (text: string, most: number): string => {
  if (widthOf(text) <= most) return text;
  let kept = '';
  for (const character of text) {
    if (widthOf(kept + character) > most - 1) break;
    kept += character;
  }
  return `${kept}…`;
};
