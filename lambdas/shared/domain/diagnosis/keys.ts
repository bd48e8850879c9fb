/** Why nobody has an ID, as texts are kept of it: a kind of docs/diagnosis.md may have several. */
export const causeKeys = [
  ...(['missing-value', 'header', 'formula', 'quotes', 'apostrophe', 'key-prefix'] as const),
  ...(['markup', 'json', 'semicolon', 'tab', 'bar'] as const),
  ...(['scientific', 'decimal', 'overflow', 'rounded', 'date', 'thousands', 'zeros'] as const),
  ...(['blank', 'wrong-encoding', 'invisible', 'lost-characters', 'backslash'] as const),
  ...(['unicode-form', 'uuid-form', 'case', 'registered-otherwise'] as const),
] as const;
export type CauseKey = (typeof causeKeys)[number];

/** Ways to undo what was done to an ID. */
export const howKeys = [
  ...(['unformula', 'unquoted', 'without-apostrophe', 'without-prefix', 'as-column'] as const),
  ...(['json-value', 'digits', 'without-decimal', 'without-thousands', 'padded'] as const),
  ...(['unpadded', 'trimmed', 're-encoded', 'visible', 'ordinary-blanks'] as const),
  ...(['unescaped', 'composed', 'decomposed', 'usual-uuid', 'without-dashes'] as const),
  ...(['lower-case', 'upper-case', 'quoted', 'with-return', 'with-decimal'] as const),
] as const;
export type HowKey = (typeof howKeys)[number];
