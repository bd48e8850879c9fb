import { button } from '../../../shared/screen/button.ts';
import type { Html } from '../../../shared/screen/html.ts';
import { fileParamOf } from '../../../shared/screen/file-param.ts';
import type { ViewLink } from '../../../shared/screen/view-params.ts';
import type { Reader } from '../reader.ts';
import { shownName, wholeName } from './names.ts';

type Linker = Pick<Reader, 'endpoints'>;

/** Something to press that leads to another view. */
export const link = (
  label: string | Html,
  params: ViewLink,
  { endpoints }: Linker,
  { look = 'l', title }: { look?: 'l' | 'b' | 'b xs'; title?: string | undefined } = {},
): Html => button({ label, look, title }, { endpoint: endpoints.screen, params });

export const linkToProjects = (reader: Pick<Reader, 'endpoints' | 'say'>): Html =>
  link(reader.say.screen.toProjects, { view: 'projects' }, reader);

/** A project's ID is short, and of harmless characters. */
export const linkToProject = (project: string, reader: Linker): Html =>
  link(project, { view: 'project', project }, reader);

export const linkToAudience = (
  { project, file, name }: { project: string; file: string; name: string },
  reader: Linker,
): Html =>
  link(shownName(name), { view: 'audience', project, file: fileParamOf(file) }, reader, {
    title: wholeName(name),
  });
