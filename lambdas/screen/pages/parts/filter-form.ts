import { audienceStatuses } from '../../../shared/domain/audience-view.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import { filterForms, type ProjectViewParams } from '../../../shared/screen/view-params.ts';
import type { Reader } from '../reader.ts';
import { listParams } from './audience-table.ts';
import { link } from './links.ts';

export const isFiltered = ({ text, status }: ProjectViewParams): boolean =>
  text !== '' || status !== undefined;

/** No list shows deleted ones. */
const choices = audienceStatuses.filter((status) => status !== 'deleted');

/** Narrows the list down. CloudWatch sends what stands in it along with the click. */
export const filterForm = (params: ProjectViewParams, reader: Reader): Html => {
  const { screen } = reader.say;
  const { filter } = screen.project;
  const { project, sort, descending } = params;
  const all = { project, sort, descending, text: '', status: undefined, page: 1, fromForm: false };
  return html`<div class="row tools" role="search" aria-label="${filter.label}">
    <label class="text"
      >${filter.text} <input type="text" name="${filterForms.text}" value="${params.text}"
    /></label>
    <label
      >${filter.status}
      <select name="${filterForms.status}">
        <option value="">${filter.all}</option>
        ${choices.map(
          (status) =>
            html`<option value="${status}" ${status === params.status && html` selected`}>
              ${screen.statuses[status]}
            </option>`,
        )}
      </select></label
    >
    ${link(filter.apply, listParams({ ...all, view: 'project' }, { fromForm: true }), reader, {
      look: 'b',
    })}
    ${
      isFiltered(params) &&
      link(filter.clear, listParams({ ...all, view: 'project' }), reader, { look: 'b' })
    }
  </div>`;
};
