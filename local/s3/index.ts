export type { Rights } from './operations/rights.ts';
export type { ObjectChange } from './store/object-change.ts';
export { PortInUseError } from './port-in-use-error.ts';
export { startS3 } from './start-s3.ts';
export type { S3Options, S3Server } from './start-s3.ts';
