import { html, type Html, raw } from './html.ts';
import { inAttribute } from './in-attribute.ts';
import { jsonInHtml } from './json-in-html.ts';

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
        >${raw(jsonInHtml(params))}</cwdb-action
      >`
    : html`<cwdb-action
        action="call"
        display="${display}"
        endpoint="${endpoint}"
        confirmation="${inAttribute(confirmation)}"
        >${raw(jsonInHtml(params))}</cwdb-action
      >`;
