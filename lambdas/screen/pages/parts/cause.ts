import type { AudienceItem, Outcome } from '../../../shared/domain/audience-item.ts';
import { escapeName } from '../../../shared/domain/escape-name.ts';
import type { StoredExplanation } from '../../../shared/domain/explanation.ts';
import { type About, aboutFile } from '../../../shared/texts/explain.ts';
import { explainStored } from '../../../shared/texts/explain-stored.ts';
import type { Reader } from '../reader.ts';

/** What is stored of an explanation, in the reader's language. Whatever of a file is quoted in it is only shown. */
export const told = (
  explanation: StoredExplanation | undefined,
  english: string,
  about: About,
  { language }: Pick<Reader, 'language'>,
): string => escapeName(explainStored(language, explanation, english, about));

/** How the import of the file as it is now has ended: what became of an earlier one explains nothing any more. */
export const currentOutcome = ({ source, outcome }: AudienceItem): Outcome | undefined =>
  outcome?.etag === source.etag ? outcome : undefined;

/** What is wrong, where, and what to do, in a sentence; undefined where nothing is. */
export const causeOf = (
  item: AudienceItem,
  reader: Pick<Reader, 'language'>,
): string | undefined => {
  const { message, explanation } = currentOutcome(item) ?? {};
  return message === undefined
    ? undefined
    : told(explanation, message, aboutFile(item.projectId, item.fileName), reader);
};
