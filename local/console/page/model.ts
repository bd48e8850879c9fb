import type { ConsoleState, Mail } from '../api.ts';
import type { ConsoleTexts } from '../texts/en.ts';
import type { Place, Section } from './address.ts';
import type { Preferences } from './preferences.ts';
import type { Upload } from './uploads/uploads.ts';
import type { Widget } from './widget/create-widget.ts';

/** All that the page shows. */
export interface Model {
  preferences: Preferences;
  say: ConsoleTexts;
  place: Place;
  /** undefined: not read yet */
  state: ConsoleState | undefined;
  /** the stack did not answer the last time */
  isGone: boolean;
  /** files go to this one */
  project: string | undefined;
  /** somebody drags files over the page */
  isDragging: boolean;
  uploads: readonly Upload[];
  /** that were opened, by their IDs */
  mails: ReadonlyMap<string, Mail>;
  widget: Widget;
}

/** What a person can do, apart from what the widget offers. */
export interface Deeds {
  go: (section: Section) => void;
  showAudience: (projectId: string, fileName: string) => void;
  refresh: () => void;
  prefer: (preferences: Partial<Preferences>) => void;
  chooseProject: (projectId: string) => void;
  upload: (files: readonly File[]) => void;
  scan: () => void;
  openMail: (id: string) => void;
}
