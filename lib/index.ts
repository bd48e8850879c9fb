/** What CDK apps import: `import { AudienceImport } from 'audience-import'`. */
export { AudienceImport, SecondAudienceImportError } from './audience-import.ts';
export type { AudienceImportProps } from './audience-import-props.ts';
export { InvalidPropsError } from './check-props.ts';
export { FunctionsNotBuiltError } from './function-code.ts';
export type { Trigger } from './trigger.ts';
export type { WriterSettings } from './writer-settings.ts';
