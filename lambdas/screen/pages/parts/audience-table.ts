import { toneOfStatus } from '../../../shared/domain/tones.ts';
import { html, type Html } from '../../../shared/screen/html.ts';
import type {
  AudienceSort,
  ProjectViewParams,
  ViewLink,
} from '../../../shared/screen/view-params.ts';
import type { ShownAudience } from '../../domain/shown.ts';
import { trendOf } from '../../domain/trend-of.ts';
import type { Reader } from '../reader.ts';
import { causeOf } from './cause.ts';
import { change, countOrNone, matchRate, none } from './figures.ts';
import { link, linkToAudience } from './links.ts';
import { briefly } from './sentences.ts';
import { sparkline } from './sparkline.ts';
import { state } from './status.ts';
import { ago } from './times.ts';

interface Column {
  of: AudienceSort | 'trend';
  /** `n`: figures; `p2`, `p3`: left out where there is little room, the latter first */
  look?: string;
  /** what somebody looks for most comes first: the largest, the latest */
  isDescending?: boolean;
}

const columns: readonly Column[] = [
  { of: 'name' },
  { of: 'status' },
  { of: 'members', look: 'n', isDescending: true },
  { of: 'trend', look: 'p3' },
  { of: 'change', look: 'n p2', isDescending: true },
  { of: 'imported', look: 'p2', isDescending: true },
  { of: 'rate', look: 'n p2' },
];

/** Of a project's audiences, as they are sorted and narrowed down. */
export const audienceTable = (
  audiences: readonly ShownAudience[],
  params: ProjectViewParams,
  reader: Reader,
): Html =>
  html`<table>
    <caption>
      ${reader.say.screen.project.caption(params.project)}
    </caption>
    <thead>
      <tr>
        ${columns.map((column) => heading(column, params, reader))}
      </tr>
    </thead>
    <tbody>
      ${audiences.map((shown) => row(shown, params.project, reader))}
    </tbody>
  </table>`;

const heading = (
  { of, look, isDescending = false }: Column,
  params: ProjectViewParams,
  reader: Reader,
): Html => {
  const word = reader.say.screen.project.headings[of];
  const style = look === undefined ? '' : html` class="${look}"`;
  if (of === 'trend') return html`<th scope="col" ${style}>${word}</th>`;
  const isSorted = params.sort === of;
  const descending = isSorted ? !params.descending : isDescending;
  const sorted = isSorted
    ? html` aria-sort="${params.descending ? 'descending' : 'ascending'}"`
    : '';
  return html`<th scope="col" ${style}${sorted}>
    ${link(word, listParams({ ...params, page: 1 }, { sort: of, descending }), reader)}
  </th>`;
};

/** What a link to the same list has to say, without what is so anyway. */
export const listParams = (
  { project, sort, descending, text, status, page }: ProjectViewParams,
  other: Partial<Pick<ProjectViewParams, 'sort' | 'descending' | 'page' | 'fromForm'>> = {},
): ViewLink => ({
  view: 'project',
  project,
  ...(sort !== 'name' && { sort }),
  ...(descending && { descending }),
  ...(text !== '' && { text }),
  ...(status && { status }),
  ...(page > 1 && { page }),
  ...other,
});

const row = (shown: ShownAudience, project: string, reader: Reader): Html => {
  const { item, view } = shown;
  const { say } = reader;
  const { name, status, members } = view;
  return html`<tr>
    <th scope="row" class="name">
      ${linkToAudience({ project, file: item.fileName, name }, reader)}${why(shown, reader)}
    </th>
    <td>${state(say.screen.statuses[status], toneOfStatus[status])}</td>
    <td class="n">${countOrNone(members, say)}</td>
    <td class="p3">${sparkline(trendOf(item), say)}</td>
    <td class="n p2">${change(view, say)}</td>
    <td class="w p2">
      ${view.importedAt === null ? none : ago(Date.parse(view.importedAt), reader)}
    </td>
    <td class="n p2">${matchRate(figuresOf(view))}</td>
  </tr>`;
};

const figuresOf = ({
  members,
  unregistered,
}: ShownAudience['view']): { members: number; unregistered: number } | undefined =>
  members === null || unregistered === null ? undefined : { members, unregistered };

/** Why its file did not become what campaigns read, in a sentence. */
const why = ({ item }: ShownAudience, reader: Reader): Html | undefined => {
  const sentence = causeOf(item, reader);
  return sentence === undefined ? undefined : briefly(sentence);
};
