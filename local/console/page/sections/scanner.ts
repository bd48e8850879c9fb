import { html, nothing, type TemplateResult } from 'lit-html';
import type { Scan } from '../../api.ts';
import type { Deeds, Model } from '../model.ts';
import { formatNumber, formatTime } from './formats.ts';
import { command, emptyNote } from './notes.ts';

type ScannedProject = NonNullable<Scan['summary']>['projects'][number];

const counts = (project: ScannedProject, { preferences: { language } }: Model): TemplateResult[] =>
  [
    ...[project.seen, project.changed, project.sent],
    ...[project.ignored, project.missing, project.failed],
  ].map(
    (count) =>
      html`<td class="number" data-zero=${String(count === 0)}>
        ${formatNumber(language, count)}
      </td>`,
  );

const note = (
  { summary, error }: Scan,
  { say: { scanner } }: Model,
): TemplateResult | undefined => {
  if (error !== null)
    return html`<td class="note" colspan="7">
      <strong class="bad">${scanner.failed}</strong> ${error}
    </td>`;
  return summary?.projects.length === 0
    ? html`<td class="note" colspan="7">${scanner.nothing}</td>`
    : undefined;
};

const run = (scan: Scan, model: Model): TemplateResult => {
  const { say, preferences } = model;
  const [first, ...others] = scan.summary?.projects ?? [];
  const cells = (project: ScannedProject): TemplateResult =>
    html`<td>${project.projectId}</td>
      ${counts(project, model)}`;
  return html`
    <tbody>
      <tr>
        <th scope="row"><time>${formatTime(preferences.language, scan.at)}</time></th>
        <td class="number">${say.scanner.milliseconds(scan.milliseconds)}</td>
        ${note(scan, model) ?? (first && cells(first))}
      </tr>
      ${others.map(
        (project) =>
          html`<tr>
            <td colspan="2"></td>
            ${cells(project)}
          </tr>`,
      )}
      ${
        scan.summary?.stoppedEarly === true
          ? html`<tr>
              <td colspan="2"></td>
              <td class="note" colspan="7">${say.scanner.stoppedEarly}</td>
            </tr>`
          : nothing
      }
    </tbody>
  `;
};

const headings = ({ say: { scanner } }: Model): TemplateResult => html`
  <thead>
    <tr>
      <th scope="col">${scanner.when}</th>
      <th scope="col" class="number">${scanner.took}</th>
      <th scope="col">${scanner.project}</th>
      ${[
        ...[scanner.seen, scanner.changed, scanner.sent],
        ...[scanner.ignored, scanner.missing, scanner.failedCalls],
      ].map((heading) => html`<th scope="col" class="number">${heading}</th>`)}
    </tr>
  </thead>
`;

/** What the scanner did last. */
export const scannerSection = (model: Model, deeds: Deeds): TemplateResult => {
  const { say, state } = model;
  if (!state) return html`<p>${say.loading}</p>`;
  if (state.scans.length === 0)
    return emptyNote(say.empty.scans, say.empty.scansNext, command(`${state.command} scan --wait`));
  return html`
    <div class="headline">
      <h1>${say.sections.scanner}</h1>
      <button type="button" class="button" @click=${deeds.scan}>${say.scanner.run}</button>
    </div>
    <p class="intro">${say.scanner.intro}</p>
    <div class="panel">
      <div class="scrolls" tabindex="0">
        <table class="scans">
          ${headings(model)} ${state.scans.map((scan) => run(scan, model))}
        </table>
      </div>
    </div>
  `;
};
