/** What campaign systems import: `import { AudienceReader } from 'audience-import/reader'`. */
export {
  AudienceReader,
  type AudienceReaderOptions,
  type AudienceSnapshot,
} from './audience-reader.ts';
export { AudienceNotFoundError, UnsupportedNodeError, VersionGoneError } from './errors.ts';
