import type { Project } from '../../shared/domain/project.ts';
import { defaultLanguage, type Language } from '../../shared/texts/language.ts';
import { type Texts, texts } from '../../shared/texts/texts.ts';

/** Those who get the mails of a project. */
export interface Readers {
  projectId: string;
  language: Language;
  /** in that language */
  say: Texts;
}

export const readersOf = ({
  projectId,
  language = defaultLanguage,
}: Pick<Project, 'projectId' | 'language'>): Readers => ({
  projectId,
  language,
  say: texts[language],
});
