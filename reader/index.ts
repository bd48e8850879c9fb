/** What campaign systems import: `import { AudienceReader } from 'audience-import/reader'`. */
export {
  AudienceReader,
  type AudienceReaderOptions,
  type AudienceSnapshot,
} from './audience-reader.ts';
export {
  AudienceNotFoundError,
  UnknownFormatError,
  UnsupportedNodeError,
  VersionGoneError,
} from './errors.ts';
