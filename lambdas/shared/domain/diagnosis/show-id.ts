const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]|(?! )\p{Zs}/gu;

/** An ID on one line that shows what is in it: a no-break space becomes `\u{a0}`. */
export const showId = (id: string): string =>
  id.replaceAll(unseen, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
