import { fileNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import type { Decided } from '../../../lambdas/shared/operators/record-decision.ts';
import type { Context } from '../context.ts';
import { explainError } from '../explain-error.ts';

/** Records what was decided by this command, and says so if that fails: it is done all the same. */
export const keepDecision = async (
  projectId: string,
  name: string,
  decided: Decided,
  { ports, output, say }: Pick<Context, 'ports' | 'output' | 'say'>,
): Promise<void> => {
  const failure = await ports.recordDecision(projectId, fileNameOf(name), decided, {
    via: 'command',
  });
  if (!failure) return;
  const reason = explainError(failure.lost, say) ?? String(failure.lost);
  output.note(say.audienceChanges.notRecorded(reason));
};
