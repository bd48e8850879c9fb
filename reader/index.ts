/** What campaign systems import: `import { AudienceReader } from '@audience-import/reader'`. */
export { intersect } from './algebra/intersect.ts';
export type { Batched, MemberSet } from './algebra/member-set.ts';
export { subtract } from './algebra/subtract.ts';
export { union } from './algebra/union.ts';
export { AudienceReader, type AudienceReaderOptions } from './audience-reader.ts';
export type { AudienceSnapshot } from './audience-snapshot.ts';
export type { PublishedAudience } from './list-published.ts';
export type { TableNames } from './tables.ts';
export type { QuestionOptions, ReadOptions } from './read-options.ts';
export {
  AudienceNotFoundError,
  InvalidOptionError,
  TableNotFoundError,
  UnknownFormatError,
  UnsupportedNodeError,
  VersionGoneError,
} from './errors.ts';
export {
  type Membership,
  type UnreadAudience,
  UnreadAudiencesError,
} from './unread-audiences-error.ts';
