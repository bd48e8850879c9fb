import { call } from '../../shared/screen/call.ts';
import { html, type Html } from '../../shared/screen/html.ts';
import type { ProjectViewParams } from '../../shared/screen/view-params.ts';
import type { AudiencePage } from '../domain/shown.ts';
import type { Reader } from './reader.ts';

export const projectPage = (
  { audiences }: AudiencePage,
  { project }: ProjectViewParams,
  { endpoints }: Pick<Reader, 'endpoints'>,
): Html =>
  html`<ul>
    ${audiences.map(
      ({ item: { fileName }, view: { name, status } }) =>
        html`<li>
          <a class="btn">${name}</a>${call({
            endpoint: endpoints.screen,
            params: { view: 'audience', project, file: fileName },
          })}
          ${status}
        </li>`,
    )}
  </ul>`;
