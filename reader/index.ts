/** What campaign systems import: `import { AudienceReader } from 'audience-import/reader'`. */
export { AudienceReader, type AudienceReaderOptions } from './audience-reader.ts';
export type { AudienceSnapshot } from './audience-snapshot.ts';
export type { QuestionOptions, ReadOptions } from './read-options.ts';
export {
  AudienceNotFoundError,
  InvalidOptionError,
  UnknownFormatError,
  UnsupportedNodeError,
  VersionGoneError,
} from './errors.ts';
