import { call } from '../../shared/screen/call.ts';
import { html, type Html } from '../../shared/screen/html.ts';
import type { Installation } from '../domain/shown.ts';
import type { Reader } from './reader.ts';

export const projectsPage = (
  { projects }: Installation,
  { endpoints }: Pick<Reader, 'endpoints'>,
): Html =>
  html`<ul>
    ${projects.map(
      ({ project: { projectId } }) =>
        html`<li>
          <a class="btn">${projectId}</a>${call({
            endpoint: endpoints.screen,
            params: { view: 'project', project: projectId },
          })}
        </li>`,
    )}
  </ul>`;
