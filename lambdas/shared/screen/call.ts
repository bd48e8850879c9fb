import { html, type Html, raw } from './html.ts';
import { inAttribute } from './in-attribute.ts';

export interface Call {
  /** ARN of the function */
  endpoint: string;
  /** what it is called with, beside CloudWatch's `widgetContext` */
  params: object;
  /** what CloudWatch asks before it calls */
  confirmation?: string;
  /** `widget`: the answer takes the place of what is shown */
  display?: 'widget' | 'popup';
}

/**
 * Calls a function when the element **directly before it** is clicked. CloudWatch replaces it by a listener; source: the user
 * guide, "Interactivity in the custom widget".
 */
export const call = ({ endpoint, params, confirmation, display = 'widget' }: Call): Html =>
  confirmation === undefined
    ? html`<cwdb-action action="call" display="${display}" endpoint="${endpoint}"
        >${jsonOf(params)}</cwdb-action
      >`
    : html`<cwdb-action
        action="call"
        display="${display}"
        endpoint="${endpoint}"
        confirmation="${inAttribute(confirmation)}"
        >${jsonOf(params)}</cwdb-action
      >`;

const escapes: Readonly<Record<string, string>> = {
  ...{ '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' },
};

/**
 * JSON that is text of HTML as well: JSON can write what HTML obeys in another way. A list has many, and `&quot;` for each of their quotes
 * would be a quarter of it.
 */
const jsonOf = (params: object): Html =>
  raw(JSON.stringify(params).replace(/[<>&]/g, (character) => escapes[character] ?? ''));
