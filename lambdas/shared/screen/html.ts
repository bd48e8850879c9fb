/**
 * HTML as a template: what is filled in is escaped unless it is HTML itself, so that a name never becomes an element.
 * Hono's tag, which needs no build step and no DOM.
 */
import { html, raw } from 'hono/html';

export { html, raw };

/** What the tag gives: a string, or a promise of one where a part of it is a promise. */
export type Html = ReturnType<typeof html>;
