/** Something has become of an object: what S3 tells EventBridge. */
export type ObjectChange =
  { kind: 'created'; key: string; size: number; etag: string } | { kind: 'removed'; key: string };

export type OnObjectChange = (change: ObjectChange) => void;
