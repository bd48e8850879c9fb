/**
 * The types of `require('@audience-import/reader')`. What it loads is the ES module, so there is one class of each name in
 * a process; a CommonJS module may say so only to TypeScript from 5.8 on, and by this file to any.
 */
type Reader = typeof import('./types/reader/index.js', { with: { 'resolution-mode': 'import' } });

export declare const AudienceReader: Reader['AudienceReader'];
export declare const AudienceNotFoundError: Reader['AudienceNotFoundError'];
export declare const InvalidOptionError: Reader['InvalidOptionError'];
export declare const TableNotFoundError: Reader['TableNotFoundError'];
export declare const UnknownFormatError: Reader['UnknownFormatError'];
export declare const UnsupportedNodeError: Reader['UnsupportedNodeError'];
export declare const UnreadAudiencesError: Reader['UnreadAudiencesError'];
export declare const VersionGoneError: Reader['VersionGoneError'];

export declare const intersect: Reader['intersect'];
export declare const subtract: Reader['subtract'];
export declare const union: Reader['union'];

export type AudienceReader = InstanceType<Reader['AudienceReader']>;
export type AudienceNotFoundError = InstanceType<Reader['AudienceNotFoundError']>;
export type InvalidOptionError = InstanceType<Reader['InvalidOptionError']>;
export type TableNotFoundError = InstanceType<Reader['TableNotFoundError']>;
export type UnknownFormatError = InstanceType<Reader['UnknownFormatError']>;
export type UnsupportedNodeError = InstanceType<Reader['UnsupportedNodeError']>;
export type UnreadAudiencesError = InstanceType<Reader['UnreadAudiencesError']>;
export type VersionGoneError = InstanceType<Reader['VersionGoneError']>;

export type {
  AudienceReaderOptions,
  AudienceSnapshot,
  Batched,
  MemberSet,
  Membership,
  PublishedAudience,
  QuestionOptions,
  ReadOptions,
  TableNames,
  UnreadAudience,
} from './types/reader/index.js' with { 'resolution-mode': 'import' };
