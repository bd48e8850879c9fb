import { z } from 'zod';
import { maxAudienceLimit } from '../shared/contract.ts';
import { showText } from '../shared/domain/show-text.ts';
import type { ChangedProject } from '../shared/operators/change-project-as-seen.ts';
import type { ActionParams } from '../shared/screen/action-params.ts';
import type { ScreenActionTexts } from '../shared/texts/en/screen-actions.ts';
import { type Carried, refused } from './carried.ts';
import { describeProjectNow } from './describe-now.ts';
import type { CarryOutPorts } from './ports.ts';

type OfProject = Extract<ActionParams, { action: 'pause' | 'resume' | 'limit' }>;

/** Pauses or resumes a project, or gives it another limit. @param entered what stands in the form */
export const changeProject = async (
  params: OfProject,
  entered: string,
  { changeProjectAsSeen }: Pick<CarryOutPorts, 'changeProjectAsSeen'>,
  say: ScreenActionTexts,
): Promise<Carried> => {
  const { project: projectId } = params;
  if (params.action !== 'limit') {
    const isPause = params.action === 'pause';
    const changed = await changeProjectAsSeen(projectId, {
      setting: 'paused',
      seen: params.seen.paused,
      value: isPause,
    });
    if (changed.result === 'refused') return refusalOf(changed, projectId, say);
    return {
      outcome: 'done',
      sentences: [isPause ? say.paused(projectId) : say.resumed(projectId)],
    };
  }

  const { data: value } = limitSchema.safeParse(entered);
  if (value === undefined)
    return refused(
      entered === ''
        ? say.noLimit(maxAudienceLimit)
        : say.badLimit(showText(entered), maxAudienceLimit),
    );
  const { limit } = params.seen;
  const changed = await changeProjectAsSeen(projectId, {
    setting: 'audienceLimit',
    seen: limit,
    value,
  });
  if (changed.result === 'refused') return refusalOf(changed, projectId, say);
  const used = Object.keys(changed.project.slots).length;
  return {
    outcome: 'done',
    sentences: [
      say.limited(projectId, value, limit),
      ...(used > value ? [say.aboveLimit(used, value)] : []),
    ],
  };
};

/** In digits, as a form has it: `1e3` and `0x10` are no numbers that somebody has meant. */
const limitSchema = z
  .string()
  .regex(/^\d+$/)
  .transform(Number)
  .pipe(z.number().int().min(0).max(maxAudienceLimit));

const refusalOf = (
  changed: Extract<ChangedProject, { result: 'refused' }>,
  projectId: string,
  say: ScreenActionTexts,
): Carried =>
  changed.why === 'unknown'
    ? refused(say.noProject(projectId))
    : refused(say.hasChanged, ...describeProjectNow(changed.project, say));
