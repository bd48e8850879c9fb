import { call } from '../../shared/screen/call.ts';
import { html, type Html } from '../../shared/screen/html.ts';
import type { ViewParams } from '../../shared/screen/view-params.ts';
import { texts } from '../../shared/texts/texts.ts';
import type { Reader } from './reader.ts';

/** There is no such thing any more, or never was. */
export const missingPage = (_params: ViewParams, { endpoints, language }: Reader): Html => {
  const { notFound, toProjects } = texts[language].screen;
  return html`<p>${notFound}</p>
    <a class="btn">${toProjects}</a>${call({
      endpoint: endpoints.screen,
      params: { view: 'projects' },
    })}`;
};
