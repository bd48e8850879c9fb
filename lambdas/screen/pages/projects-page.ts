import { html, type Html } from '../../shared/screen/html.ts';
import { commands } from '../../shared/texts/commands.ts';
import { byNeed } from '../domain/concerns.ts';
import type { Installation, ShownProject } from '../domain/shown.ts';
import { linkToProject } from './parts/links.ts';
import { unreadableNote } from './parts/notes.ts';
import { concernMarks, scanned, seen, usage, waiting } from './parts/of-project.ts';
import { viewPage } from './parts/view-page.ts';
import type { Reader } from './reader.ts';

/** All projects, those first that need somebody. */
export const projectsPage = ({ projects, unreadable }: Installation, reader: Reader): Html => {
  const { screen } = reader.say;
  return viewPage(
    reader,
    { view: 'projects' },
    {
      title: screen.title,
      body: [
        unreadableNote(screen.unreadableProjects, unreadable, reader),
        projects.length > 0
          ? table(byNeed(projects, reader.now), reader)
          : unreadable.length === 0
            ? empty(reader)
            : undefined,
      ],
    },
  );
};

const table = (projects: readonly ShownProject[], reader: Reader): Html => {
  const { caption, headings } = reader.say.screen.projects;
  return html`<table>
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${headings.project}</th>
        <th scope="col">${headings.audiences}</th>
        <th scope="col">${headings.lastScan}</th>
        <th scope="col" class="n p2">${headings.files}</th>
        <th scope="col" class="p2">${headings.waiting}</th>
      </tr>
    </thead>
    <tbody>
      ${projects.map((shown) => row(shown, reader))}
    </tbody>
  </table>`;
};

const row = (shown: ShownProject, reader: Reader): Html => {
  const { project, lastScan } = shown;
  return html`<tr>
    <th scope="row" class="name">
      ${linkToProject(project.projectId, reader)}${concernMarks(shown, reader)}
    </th>
    <td>${usage(shown, reader)}</td>
    <td class="w">${scanned(lastScan, reader)}</td>
    <td class="n p2">${seen(lastScan, reader)}</td>
    <td class="p2">${waiting(lastScan, reader)}</td>
  </tr>`;
};

const empty = ({ say }: Reader): Html =>
  html`<div class="empty">
    <h3>${say.screen.projects.none}</h3>
    <p>${say.screen.projects.createOne}</p>
    <code class="code">${commands.createOne}</code>
  </div>`;
