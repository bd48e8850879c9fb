import { html, nothing, type TemplateResult } from 'lit-html';
import type { Deeds, Model } from '../model.ts';
import { uploadList } from './upload-list.ts';

const choice = ({ say, state, project }: Model, deeds: Deeds): TemplateResult => html`
  <label class="field">
    <span>${say.upload.project}</span>
    <select
      .value=${project ?? ''}
      @change=${({ target }: Event) => {
        if (target instanceof HTMLSelectElement) deeds.chooseProject(target.value);
      }}
    >
      ${state?.projects.map(
        ({ projectId }) =>
          html`<option value=${projectId} ?selected=${projectId === project}>${projectId}</option>`,
      )}
    </select>
  </label>
`;

/** The drop zone of one project, and what came of what was dropped. */
export const uploadSection = (model: Model, deeds: Deeds): TemplateResult | typeof nothing => {
  const { say, state, project, isDragging } = model;
  if (!state || project === undefined) return nothing;
  const path = state.projects.find(({ projectId }) => projectId === project)?.path ?? '';
  return html`
    <section class="upload-panel" aria-label=${say.upload.title}>
      <div class="drop-zone" data-dragging=${String(isDragging)}>
        <div class="drop-text">
          <strong>${isDragging ? say.upload.dropAnywhere(project) : say.upload.drop}</strong>
          <span id="upload-limits">${say.upload.limits} ${say.upload.target(path)}</span>
        </div>
        ${choice(model, deeds)}
        <label class="button button-main choose">
          <input
            type="file"
            multiple
            accept=".csv,.gz,.zst"
            class="out-of-sight"
            aria-describedby="upload-limits"
            @change=${({ target }: Event) => {
              if (!(target instanceof HTMLInputElement)) return;
              deeds.upload([...(target.files ?? [])]);
              target.value = '';
            }}
          />
          ${say.upload.choose}
        </label>
      </div>
      ${uploadList(model, deeds)}
    </section>
  `;
};
