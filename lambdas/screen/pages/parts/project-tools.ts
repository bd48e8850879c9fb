import { maxAudienceLimit } from '../../../shared/contract.ts';
import type { Project } from '../../../shared/domain/project.ts';
import { actionForms } from '../../../shared/screen/action-params.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import type { Reader } from '../reader.ts';
import { action } from './action.ts';

/** What can be changed of a project: its limit, and whether its files are imported. */
export const projectTools = (
  { projectId: project, audienceLimit, paused }: Project,
  reader: Reader,
): Html => {
  const { limit, pause, resume } = reader.say.screen.project;
  const turn = paused ? resume : pause;
  return html`<div class="row tools">
    <label class="num"
      >${limit.label}
      <input
        type="number"
        name="${actionForms.limit}"
        value="${audienceLimit}"
        min="0"
        max="${maxAudienceLimit}"
        step="1"
    /></label>
    ${action(
      { label: limit.change, confirmation: limit.confirm(project, audienceLimit) },
      { action: 'limit', project, seen: { limit: audienceLimit } },
      reader,
    )}
    ${action(
      { label: turn.label, confirmation: turn.confirm(project) },
      { action: paused ? 'resume' : 'pause', project, seen: { paused } },
      reader,
    )}
  </div>`;
};
