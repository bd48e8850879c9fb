import { formats as englishFormats, type Formats } from './en/formats.ts';
import { mails as englishMails, type Mails } from './en/mails.ts';
import { notices as englishNotices, type Notices } from './en/notices.ts';
import { formats as japaneseFormats } from './ja/formats.ts';
import { mails as japaneseMails } from './ja/mails.ts';
import { notices as japaneseNotices } from './ja/notices.ts';
import type { Language } from './language.ts';

/** All texts of one language, by area. */
export interface Texts {
  formats: Formats;
  mails: Mails;
  notices: Notices;
}

export const texts: Readonly<Record<Language, Texts>> = {
  en: { formats: englishFormats, mails: englishMails, notices: englishNotices },
  ja: { formats: japaneseFormats, mails: japaneseMails, notices: japaneseNotices },
};
