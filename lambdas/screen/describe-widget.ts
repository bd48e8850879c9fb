import type { Language } from '../shared/texts/language.ts';
import { texts } from '../shared/texts/texts.ts';

/** The widget's documentation, which CloudWatch shows to whoever edits it. Markdown. */
export const describeWidget = (language: Language): string => texts[language].screen.documentation;
