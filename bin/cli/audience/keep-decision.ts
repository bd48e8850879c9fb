import { fileNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import type { Decided } from '../../../lambdas/shared/operators/record-decision.ts';
import type { Context } from '../context.ts';
import { PlaceNotReturnedError } from '../../../lambdas/shared/slots/place-not-returned-error.ts';
import { explainError } from '../explain-error.ts';
import type { CliTexts } from '../texts/texts.ts';

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
  output.note(say.audienceChanges.notRecorded(explainLost(failure.lost, say)));
};

/** Why something was left undone that the command does not fail for. */
export const explainLost = (error: unknown, say: CliTexts): string => {
  const reason = error instanceof PlaceNotReturnedError ? error.cause : error;
  return explainError(reason, say) ?? String(reason);
};
