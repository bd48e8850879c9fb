import type { Language } from './language.ts';
import { digest as digestEn, type DigestTexts } from './en/digest.ts';
import { explanations as explanationsEn } from './en/explanations.ts';
import { formats as formatsEn, type Formats } from './en/formats.ts';
import { ignored as ignoredEn, type Ignored } from './en/ignored.ts';
import { mails as mailsEn, type Mails } from './en/mails.ts';
import { notices as noticesEn, type Notices } from './en/notices.ts';
import { screen as screenEn, type ScreenTexts } from './en/screen.ts';
import {
  screenAudience as screenAudienceEn,
  type ScreenAudienceTexts,
} from './en/screen-audience.ts';
import { screenActions as screenActionsEn, type ScreenActionTexts } from './en/screen-actions.ts';
import type { Explanations } from './explain.ts';
import { digest as digestJa } from './ja/digest.ts';
import { explanations as explanationsJa } from './ja/explanations.ts';
import { formats as formatsJa } from './ja/formats.ts';
import { ignored as ignoredJa } from './ja/ignored.ts';
import { mails as mailsJa } from './ja/mails.ts';
import { notices as noticesJa } from './ja/notices.ts';
import { screen as screenJa } from './ja/screen.ts';
import { screenAudience as screenAudienceJa } from './ja/screen-audience.ts';
import { screenActions as screenActionsJa } from './ja/screen-actions.ts';

/** All texts of one language, by area. */
export interface Texts {
  digest: DigestTexts;
  explanations: Explanations;
  formats: Formats;
  ignored: Ignored;
  mails: Mails;
  notices: Notices;
  screen: ScreenTexts;
  screenAudience: ScreenAudienceTexts;
  screenActions: ScreenActionTexts;
}

export const texts: Readonly<Record<Language, Texts>> = {
  en: {
    explanations: explanationsEn,
    formats: formatsEn,
    ignored: ignoredEn,
    digest: digestEn,
    mails: mailsEn,
    notices: noticesEn,
    screen: screenEn,
    screenAudience: screenAudienceEn,
    screenActions: screenActionsEn,
  },
  ja: {
    explanations: explanationsJa,
    formats: formatsJa,
    ignored: ignoredJa,
    digest: digestJa,
    mails: mailsJa,
    notices: noticesJa,
    screen: screenJa,
    screenAudience: screenAudienceJa,
    screenActions: screenActionsJa,
  },
};
