/** What S3 says of an object directly under a project's path. */
export interface ListedObject {
  /** behind the path */
  name: string;
  /** without quotes */
  etag: string;
  /** bytes */
  size: number;
  /** milliseconds since 1970 */
  lastModified: number;
  /** milliseconds since 1970: before the page was asked for that it stands on */
  listedAt: number;
}

/** Objects further below, as one. */
export interface ListedFolder {
  /** behind the path, with a slash at its end */
  folder: string;
}
