import { escapeName } from '../shared/domain/escape-name.ts';
import type { ActionParams } from '../shared/screen/action-params.ts';
import { button } from '../shared/screen/button.ts';
import type { Frame } from '../shared/screen/frame.ts';
import { html, type Html } from '../shared/screen/html.ts';
import { page } from '../shared/screen/page.ts';
import { fileParamOf } from '../shared/screen/file-param.ts';
import type { ViewLink } from '../shared/screen/view-params.ts';

export interface Answered {
  title: string;
  sentences: readonly string[];
  /** undefined: nobody knows what to lead back to */
  params?: ActionParams;
}

/** What has happened, or why nothing has, and what leads back. */
export const answerPage = (frame: Frame, { title, sentences, params }: Answered): Html =>
  page(frame, {
    title,
    body: html`<div class="card" role="status">
        ${sentences.map((sentence) => html`<p>${escapeName(sentence)}</p>`)}
      </div>
      ${params && html`<div class="row">${waysBack(frame, params)}</div>`}`,
  });

const waysBack = ({ say }: Frame, params: ActionParams): Html[] => {
  const { screenActions, screen } = say;
  const to = (label: string, link: ViewLink, look: 'b' | 'b go' = 'b'): Html =>
    button({ label, look }, { endpoint: params.screen, params: link });
  const { project } = params;
  return [
    ...('file' in params
      ? [
          to(
            screenActions.to.audience,
            { view: 'audience', project, file: fileParamOf(params.file) },
            'b go',
          ),
        ]
      : []),
    to(screenActions.to.project, { view: 'project', project }, 'file' in params ? 'b' : 'b go'),
    to(screen.toProjects, { view: 'projects' }),
  ];
};
