import { aboutFile } from '../../shared/texts/explain.ts';
import { explainStored } from '../../shared/texts/explain-stored.ts';
import type { PendingNotice } from './group-notices.ts';
import type { Readers } from './readers.ts';

/** What a notice says, in the language of those who read it; may be empty. */
export const messageOf = (
  { fileName, notice: { explanation, message } }: Pick<PendingNotice, 'fileName' | 'notice'>,
  { projectId, language }: Readers,
): string => explainStored(language, explanation, message, aboutFile(projectId, fileName));
