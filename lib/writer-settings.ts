/** A tool that drops files, and where. */
export interface WriterSettings {
  /** `shop/`: all that it may write */
  readonly prefix: string;
  /** AWS account of a tool that takes on a role; without it, the tool has an access key of an IAM user */
  readonly accountId?: string | undefined;
  /** what the tool has to say when it takes on the role, so that nobody else can make it write here */
  readonly externalId?: string | undefined;
  /**
   * Whether it may read what lies under the prefix, for a tool that looks at what it has written.
   *
   * @default false
   */
  readonly readBack?: boolean | undefined;
  /**
   * Whether it may list what lies under the prefix, for a tool that looks before it writes.
   *
   * @default false
   */
  readonly list?: boolean | undefined;
}

/** What a writer may do: with the files under its prefix, and with the bucket as far as it names the prefix. */
export const writerActions = ({
  readBack = false,
  list = false,
}: Pick<WriterSettings, 'readBack' | 'list'>): { files: string[]; bucket: string[] } => ({
  files: [
    ...['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
    ...(readBack ? ['s3:GetObject'] : []),
  ],
  bucket: list ? ['s3:ListBucket'] : [],
});
