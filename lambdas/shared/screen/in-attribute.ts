/** What DOMPurify takes for the end of a comment or of an element whose content is no HTML (its option SAFE_FOR_XML). */
const suspicious = /(?:--!?|\])>|<\//;

/**
 * A text for an attribute, with angle brackets as codes where a sanitiser would drop the whole attribute for them: a question that is dropped
 * is never asked, and the button acts at once. A file may be called so.
 */
export const inAttribute = (text: string): string =>
  suspicious.test(text)
    ? text.replace(/[<>]/g, (bracket) => (bracket === '<' ? '\\u{3c}' : '\\u{3e}'))
    : text;
