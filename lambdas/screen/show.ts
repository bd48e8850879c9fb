import type { Now } from '../shared/ports.ts';
import type { Html } from '../shared/screen/html.ts';
import { type ViewParams, viewParamsSchema } from '../shared/screen/view-params.ts';
import { filterForms, mostOfFilter } from '../shared/screen/view-params.ts';
import { formValue, type WidgetEvent } from '../shared/screen/widget-event.ts';
import { audienceStatuses } from '../shared/domain/audience-view.ts';
import { audiencePage } from './pages/audience-page.ts';
import { missingPage } from './pages/missing-page.ts';
import { projectPage } from './pages/project-page.ts';
import { projectsPage } from './pages/projects-page.ts';
import { type Reader, readerOf } from './pages/reader.ts';
import type { FindAudiences, ReadAudience, ReadInstallation } from './ports.ts';

export interface ShowPorts {
  readInstallation: ReadInstallation;
  findAudiences: FindAudiences;
  readAudience: ReadAudience;
  now: Now;
}

/** ARNs of the functions that its links and buttons call. */
export interface Endpoints {
  screen: string;
  actions: string;
}

/** What an event asks for, as HTML. */
export const show = async (
  event: WidgetEvent,
  endpoints: Endpoints,
  ports: ShowPorts,
): Promise<Html> => {
  const reader = readerOf(event.widgetContext, endpoints, ports.now());
  const params = paramsOf(event);
  return params === undefined ? missingPage(undefined, reader) : showView(params, reader, ports);
};

const showView = async (
  params: ViewParams,
  reader: Reader,
  { readInstallation, findAudiences, readAudience }: ShowPorts,
): Promise<Html> => {
  switch (params.view) {
    case 'projects':
      return projectsPage(await readInstallation(), reader);
    case 'project': {
      const found = await findAudiences(params);
      return found ? projectPage(found, params, reader) : missingPage(params, reader);
    }
    case 'audience': {
      const sheet = await readAudience(params);
      return sheet ? audiencePage(sheet, reader) : missingPage(params, reader);
    }
  }
};

/** @returns undefined for parameters that somebody has made up */
export const paramsOf = (event: WidgetEvent): ViewParams | undefined => {
  const { data } = viewParamsSchema.safeParse(
    event.view === undefined ? { view: 'projects' } : event,
  );
  return data?.view === 'project' && data.fromForm ? withForm(data, event) : data;
};

const withForm = (
  params: Extract<ViewParams, { view: 'project' }>,
  { widgetContext }: WidgetEvent,
): ViewParams => {
  const asked = formValue(widgetContext, filterForms.status);
  const status = audienceStatuses.find((one) => one === asked);
  const text = formValue(widgetContext, filterForms.text).slice(0, mostOfFilter);
  return { ...params, text, status, page: 1, fromForm: false };
};
