import { type AudienceView, viewAudience } from '../../shared/domain/audience-view.ts';
import { toneOfStatus } from '../../shared/domain/tones.ts';
import { fileParamOf } from '../../shared/screen/file-param.ts';
import { html, type Html } from '../../shared/screen/html.ts';
import type { AudienceSheet } from '../domain/shown.ts';
import { audienceTools } from './audience/audience-tools.ts';
import { diagnosisCard } from './audience/diagnosis.ts';
import { figuresCard } from './audience/figures-card.ts';
import { fileCard } from './audience/file-card.ts';
import { heldCard } from './audience/held-card.ts';
import { historySection } from './audience/history-section.ts';
import { liveCard } from './audience/live-card.ts';
import { problemCard } from './audience/problem-card.ts';
import { sampleCard } from './audience/sample-card.ts';
import { versionsSection } from './audience/versions-section.ts';
import { linkToProject, linkToProjects } from './parts/links.ts';
import { shownName, wholeName } from './parts/names.ts';
import { note } from './parts/notes.ts';
import { state } from './parts/status.ts';
import { exactly } from './parts/times.ts';
import { viewPage } from './parts/view-page.ts';
import type { Reader } from './reader.ts';

/** One audience: what campaigns read, what became of its file, and what can be done. */
export const audiencePage = (sheet: AudienceSheet, reader: Reader): Html => {
  const view = viewAudience(sheet.item, reader.now);
  const { projectId: project, fileName: file } = sheet.item;
  return viewPage(
    reader,
    { view: 'audience', project, file: fileParamOf(file) },
    {
      title: shownName(view.name),
      whole: wholeName(view.name),
      trail: [linkToProjects(reader), linkToProject(project, reader)],
      beside: state(reader.say.screen.statuses[view.status], toneOfStatus[view.status]),
      body: [
        ...notesOn(sheet, view, reader),
        heldCard(sheet.item, reader),
        problemCard(sheet.item, view, reader),
        html`<div class="cards">
          ${liveCard(sheet, view, reader)}${figuresCard(view, reader)}
          ${diagnosisCard(sheet.item, view, reader)} ${sampleCard(sheet.item, reader)}
        </div>`,
        versionsSection(sheet, reader),
        historySection(sheet, reader),
        fileCard(sheet.item, reader),
        audienceTools(sheet, reader),
      ],
    },
  );
};

const notesOn = (
  { project, item: { deletedAt, stale } }: AudienceSheet,
  { status }: AudienceView,
  reader: Reader,
): (Html | undefined)[] => {
  const { screen, screenAudience } = reader.say;
  return [
    project.paused ? note(screen.project.isPaused, 'warning') : undefined,
    deletedAt === undefined ? undefined : note(screenAudience.deleted(exactly(deletedAt, reader))),
    status === 'source-missing' ? note(screenAudience.sourceMissing, 'warning') : undefined,
    status === 'being-written' ? note(screenAudience.beingWritten, 'warning') : undefined,
    stale
      ? note(screenAudience.stale(exactly(stale.changedAt, reader), stale.hours), 'warning')
      : undefined,
  ];
};
