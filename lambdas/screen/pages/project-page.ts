import { escapeName } from '../../shared/domain/escape-name.ts';
import { html, type Html } from '../../shared/screen/html.ts';
import type { ProjectViewParams } from '../../shared/screen/view-params.ts';
import type { AudiencePage, ShownProject } from '../domain/shown.ts';
import { audienceTable, listParams } from './parts/audience-table.ts';
import { filterForm, isFiltered } from './parts/filter-form.ts';
import { link, linkToProjects } from './parts/links.ts';
import { note, unreadableNote } from './parts/notes.ts';
import { concernMarks, scanned, usage, waiting } from './parts/of-project.ts';
import { pager } from './parts/pager.ts';
import { projectTools } from './parts/project-tools.ts';
import { exactly } from './parts/times.ts';
import { viewPage } from './parts/view-page.ts';
import type { Reader } from './reader.ts';

/** One project and its audiences. */
export const projectPage = (
  found: AudiencePage,
  params: ProjectViewParams,
  reader: Reader,
): Html => {
  const { project: shown, audiences, unreadable } = found;
  const { screen } = reader.say;
  const hasList = audiences.length > 0 || isFiltered(params);
  return viewPage(reader, listParams(params), {
    title: html`<bdi>${params.project}</bdi>`,
    trail: [linkToProjects(reader)],
    beside: concernMarks(shown, reader),
    body: [
      head(shown, reader),
      shown.project.paused ? note(screen.project.isPaused, 'warning') : undefined,
      ...refusedNotes(shown, reader),
      unreadableNote(screen.unreadableAudiences, unreadable, reader),
      hasList ? filterForm(params, reader) : undefined,
      audiences.length > 0
        ? audienceTable(audiences, params, reader)
        : isFiltered(params) || unreadable.length === 0
          ? empty(found, params, reader)
          : undefined,
      audiences.length > 0 ? pager(found, params, reader) : undefined,
    ],
  });
};

/** Whom SES does not let the mailer reach, and what was missed. */
const refusedNotes = ({ refusedAddresses }: ShownProject, reader: Reader): Html[] => {
  const { refused } = reader.say.screen.project;
  return Object.entries(refusedAddresses).map(([address, { code, since, missed }]) =>
    note(refused(escapeName(address), escapeName(code), exactly(since, reader), missed), 'bad'),
  );
};

const head = (shown: ShownProject, reader: Reader): Html => {
  const { facts } = reader.say.screen.project;
  return html`<div class="row apart">
    <dl class="facts">
      <div>
        <dt>${facts.audiences}</dt>
        <dd>${usage(shown, reader)}</dd>
      </div>
      <div>
        <dt>${facts.lastScan}</dt>
        <dd>${scanned(shown.lastScan, reader)}</dd>
      </div>
      <div>
        <dt>${facts.waiting}</dt>
        <dd>${waiting(shown.lastScan, reader)}</dd>
      </div>
      <div>
        <dt>${facts.path}</dt>
        <dd><code>${shown.project.path}</code></dd>
      </div>
    </dl>
    ${projectTools(shown.project, reader)}
  </div>`;
};

const empty = (
  { project: { project } }: AudiencePage,
  params: ProjectViewParams,
  reader: Reader,
): Html => {
  const { noneFound, filter, noAudience, whereFilesLie } = reader.say.screen.project;
  return isFiltered(params)
    ? html`<div class="empty">
        <h3>${noneFound}</h3>
        <p>
          ${link(filter.clear, { view: 'project', project: params.project }, reader, { look: 'b' })}
        </p>
      </div>`
    : html`<div class="empty">
        <h3>${noAudience}</h3>
        <p>${whereFilesLie(project.path)}</p>
      </div>`;
};
