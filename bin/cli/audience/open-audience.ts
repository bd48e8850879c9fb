import { findLiveVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import { viewAudience } from '../../../lambdas/shared/domain/audience-view.ts';
import { shellWord } from '../../../lambdas/shared/domain/shell-word.ts';
import { AudienceNotFoundError } from '../../../reader/errors.ts';
import type { AudienceSnapshot } from '../../../reader/index.ts';
import { RefusedError } from '../errors.ts';
import { getExistingAudience } from './get-existing-audience.ts';
import type { StackPorts } from '../stack/stack-ports.ts';

export type OpenPorts = Pick<
  StackPorts,
  | 'audienceReader'
  | 'openHeld'
  | 'getAudienceItem'
  | 'listAudienceItems'
  | 'getProject'
  | 'listProjects'
  | 'serviceNow'
>;

/**
 * The version that is published, or the one that is asked for. What is held, only operators read, and only if they ask for
 * that very version.
 *
 * @throws RefusedError when nothing is published under that name; it says why, or proposes names that are similar
 * @throws VersionGoneError @throws UnknownFormatError
 */
export const openAudience = (
  projectId: string,
  asked: { name: string; version?: number | undefined },
  ports: OpenPorts,
): Promise<AudienceSnapshot> => open(projectId, asked, ports, { mayRepeat: true });

const open = async (
  projectId: string,
  { name, version }: { name: string; version?: number | undefined },
  ports: OpenPorts,
  { mayRepeat }: { mayRepeat: boolean },
): Promise<AudienceSnapshot> => {
  const { audienceReader, openHeld } = ports;
  try {
    if (version === undefined) return await audienceReader.snapshot(projectId, name);
    const held = await openHeld(projectId, name, version);
    return held ?? (await audienceReader.snapshot(projectId, name, { version }));
  } catch (error) {
    if (!(error instanceof AudienceNotFoundError)) throw error;
    const item = await getExistingAudience(projectId, name, ports);
    // Published since it was looked for.
    if (mayRepeat && findLiveVersion(item.versions))
      return open(projectId, { name, version }, ports, { mayRepeat: false });
    const { status, cause } = viewAudience(item, ports.serviceNow());
    throw new RefusedError(
      (say) => say.audience.unpublished(projectId, name, shellWord(name), status, cause),
      { cause: error },
    );
  }
};
