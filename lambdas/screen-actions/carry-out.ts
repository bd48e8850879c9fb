import type { DecidedBy } from '../shared/domain/decision.ts';
import { audienceNameOf } from '../shared/domain/file-name.ts';
import type { ActionParams } from '../shared/screen/action-params.ts';
import type { ScreenActionTexts } from '../shared/texts/en/screen-actions.ts';
import { type Carried, refused } from './carried.ts';
import { changeProject } from './change-project.ts';
import { decideAudience } from './decide-audience.ts';
import { describeNow } from './describe-now.ts';
import type { CarryOutPorts } from './ports.ts';

export interface Asked {
  params: ActionParams;
  /** what stands in the form of a project's limit */
  limitEntered: string;
  by: DecidedBy;
}

export interface CarriedOut extends Omit<Carried, 'decided'> {
  /** why the decision could not be recorded, if it could not */
  lost?: unknown;
}

/**
 * Does what a button asks for, if all is still as the page showed it; records what was decided on an audience, and says what has
 * become of it.
 */
export const carryOut = async (
  { params, limitEntered, by }: Asked,
  ports: CarryOutPorts,
  say: ScreenActionTexts,
): Promise<CarriedOut> => {
  if (!('file' in params)) return changeProject(params, limitEntered, ports, say);

  const { project: projectId, file } = params;
  const name = audienceNameOf(file);
  const project = await ports.getProject(projectId);
  if (!project || project.deletedAt !== undefined) return refused(say.noProject(projectId));
  const item = await ports.getItem(projectId, file);
  if (!item) return refused(say.noAudience(name, projectId));

  const carried = await decideAudience(params, { project, item, name, ports, say });
  const { decided, ...told } = carried;
  // First of all: what is done is done, whether or not it can be looked at afterwards.
  const failure = decided && (await ports.recordDecision(projectId, file, decided, by));
  const current = told.outcome === 'done' ? undefined : await ports.getItem(projectId, file);
  const now = current ? describeNow(current, name, ports.now(), say) : [];
  return {
    ...told,
    sentences: [...new Set([...told.sentences, ...now]), ...(failure ? [say.notRecorded] : [])],
    ...(failure && { lost: failure.lost }),
  };
};
