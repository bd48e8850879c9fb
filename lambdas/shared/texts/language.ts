import { z } from 'zod';

/** Languages of what people read: mails, and what the command prints for them. */
export const languages = ['en', 'ja'] as const;

export const languageSchema = z.enum(languages);
export type Language = z.infer<typeof languageSchema>;

export const languageNames: Readonly<Record<Language, string>> = { en: 'English', ja: '日本語' };

export const defaultLanguage: Language = 'en';

/** As an item has it. A later release may have stored one that this one has no texts in. */
export const storedLanguageSchema = z
  .string()
  .transform((stored): Language => languageSchema.safeParse(stored).data ?? defaultLanguage);

/**
 * The language that a tag means: `ja`, `ja-JP` (BCP 47), `ja_JP.UTF-8` (POSIX).
 *
 * @returns undefined for one that there are no texts in
 */
export const languageOf = (tag: string): Language | undefined => {
  const [primary = ''] = tag.toLowerCase().split(/[-_.@]/, 1);
  return languages.find((language) => language === primary);
};
