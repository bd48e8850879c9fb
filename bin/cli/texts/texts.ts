import type { Language } from '../../../lambdas/shared/texts/language.ts';
import { type Texts, texts } from '../../../lambdas/shared/texts/texts.ts';
import { audience as audienceEn, type AudienceTexts } from './en/audience.ts';
import {
  audienceChanges as audienceChangesEn,
  type AudienceChangeTexts,
} from './en/audience-changes.ts';
import { commands as commandsEn, type CommandTexts } from './en/commands.ts';
import { common as commonEn, type Common } from './en/common.ts';
import { doctor as doctorEn, type DoctorTexts } from './en/doctor.ts';
import { errors as errorsEn, type ErrorTexts } from './en/errors.ts';
import { estimate as estimateEn, type EstimateTexts } from './en/estimate.ts';
import { files as filesEn, type FileTexts } from './en/files.ts';
import { help as helpEn } from './en/help.ts';
import { imports as importsEn, type ImportTexts } from './en/import.ts';
import { parsing as parsingEn, type ParsingTexts } from './en/parsing.ts';
import { project as projectEn, type ProjectTexts } from './en/project.ts';
import {
  projectChanges as projectChangesEn,
  type ProjectChangeTexts,
} from './en/project-changes.ts';
import { repair as repairEn, type RepairTexts } from './en/repair.ts';
import { scan as scanEn, type ScanTexts } from './en/scan.ts';
import { stack as stackEn, type StackTexts } from './en/stack.ts';
import { users as usersEn, type UsersTexts } from './en/users.ts';
import { values as valuesEn, type ValueTexts } from './en/values.ts';
import type { HelpTexts } from './help-texts.ts';
import { audience as audienceJa } from './ja/audience.ts';
import { audienceChanges as audienceChangesJa } from './ja/audience-changes.ts';
import { commands as commandsJa } from './ja/commands.ts';
import { common as commonJa } from './ja/common.ts';
import { doctor as doctorJa } from './ja/doctor.ts';
import { errors as errorsJa } from './ja/errors.ts';
import { estimate as estimateJa } from './ja/estimate.ts';
import { files as filesJa } from './ja/files.ts';
import { help as helpJa } from './ja/help.ts';
import { imports as importsJa } from './ja/import.ts';
import { parsing as parsingJa } from './ja/parsing.ts';
import { project as projectJa } from './ja/project.ts';
import { projectChanges as projectChangesJa } from './ja/project-changes.ts';
import { repair as repairJa } from './ja/repair.ts';
import { scan as scanJa } from './ja/scan.ts';
import { stack as stackJa } from './ja/stack.ts';
import { users as usersJa } from './ja/users.ts';
import { values as valuesJa } from './ja/values.ts';

/** What the command prints for people, in one language, by noun. */
export interface CliTexts {
  language: Language;
  /** what mails say as well */
  shared: Texts;
  common: Common;
  errors: ErrorTexts;
  help: HelpTexts;
  /** of each command, its arguments and its options */
  commands: CommandTexts;
  parsing: ParsingTexts;
  /** of arguments and options: what they take */
  values: ValueTexts;
  audience: AudienceTexts;
  audienceChanges: AudienceChangeTexts;
  imports: ImportTexts;
  project: ProjectTexts;
  projectChanges: ProjectChangeTexts;
  repair: RepairTexts;
  estimate: EstimateTexts;
  scan: ScanTexts;
  stack: StackTexts;
  doctor: DoctorTexts;
  users: UsersTexts;
  /** of files that are given to `users` and `import validate` */
  files: FileTexts;
}

export const cliTexts: Readonly<Record<Language, CliTexts>> = {
  en: {
    language: 'en',
    shared: texts.en,
    common: commonEn,
    errors: errorsEn,
    help: helpEn,
    audience: audienceEn,
    imports: importsEn,
    project: projectEn,
    repair: repairEn,
    estimate: estimateEn,
    scan: scanEn,
    audienceChanges: audienceChangesEn,
    projectChanges: projectChangesEn,
    users: usersEn,
    files: filesEn,
    stack: stackEn,
    doctor: doctorEn,
    commands: commandsEn,
    parsing: parsingEn,
    values: valuesEn,
  },
  ja: {
    language: 'ja',
    shared: texts.ja,
    common: commonJa,
    errors: errorsJa,
    help: helpJa,
    audience: audienceJa,
    imports: importsJa,
    project: projectJa,
    repair: repairJa,
    estimate: estimateJa,
    scan: scanJa,
    audienceChanges: audienceChangesJa,
    projectChanges: projectChangesJa,
    users: usersJa,
    files: filesJa,
    stack: stackJa,
    doctor: doctorJa,
    commands: commandsJa,
    parsing: parsingJa,
    values: valuesJa,
  },
};
