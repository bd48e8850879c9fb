import { html, type Html } from '../../shared/screen/html.ts';
import { page } from '../../shared/screen/page.ts';
import type { ViewParams } from '../../shared/screen/view-params.ts';
import { link, linkToProject, linkToProjects } from './parts/links.ts';
import type { Reader } from './reader.ts';

/** There is no such thing any more, or never was. @param params undefined: somebody has made them up */
export const missingPage = (params: ViewParams | undefined, reader: Reader): Html => {
  const { notFound, whyNotFound, toProjects } = reader.say.screen;
  const why = params === undefined || params.view === 'projects' ? 'params' : params.view;
  return page(reader, {
    title: notFound,
    trail: [
      linkToProjects(reader),
      ...(params?.view === 'audience' ? [linkToProject(params.project, reader)] : []),
    ],
    body: html`<div class="empty">
      <h3>${whyNotFound[why]}</h3>
      <p>${link(toProjects, { view: 'projects' }, reader, { look: 'b' })}</p>
    </div>`,
  });
};
