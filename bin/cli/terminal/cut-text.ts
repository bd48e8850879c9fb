import stringWidth from 'string-width';

/** A text that takes no more room; what is cut ends with an ellipsis. @param most columns */
export const cutText = (text: string, most: number): string => {
  if (stringWidth(text) <= most) return text;
  let kept = '';
  for (const character of text) {
    if (stringWidth(kept + character) > most - 1) break;
    kept += character;
  }
  return `${kept}…`;
};
