import type { GetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { viewAudienceDetails } from '../../../lambdas/shared/domain/audience-view.ts';
import { explainStored } from '../../../lambdas/shared/texts/explain-stored.ts';
import { aboutFile } from '../../../lambdas/shared/texts/explain.ts';
import type { Language } from '../../../lambdas/shared/texts/language.ts';
import type { ConsoleAudience } from '../api.ts';

/** What has become of a file, for who has just uploaded it. */
export const followAudience = async (
  { projectId, fileName }: { projectId: string; fileName: string },
  language: Language,
  getAudienceItem: GetAudienceItem,
): Promise<ConsoleAudience> => {
  const item = await getAudienceItem(projectId, fileName);
  if (item === undefined) return { status: null, etag: null, members: null, message: null };
  const { status, fileEtag, members, message } = viewAudienceDetails(item, Date.now());
  return {
    status,
    etag: fileEtag,
    members,
    message:
      message === null
        ? null
        : explainStored(
            language,
            item.outcome?.explanation,
            message,
            aboutFile(projectId, fileName),
          ),
  };
};
