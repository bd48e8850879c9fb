import { AudienceImportError } from '../lambdas/shared/errors.ts';

/** An audience that a user is a member of. */
export interface Membership {
  /** the audience's name, without `.csv` */
  name: string;
  /** number of the version that was asked */
  version: number;
}

/** An audience that cannot be read. */
export interface UnreadAudience {
  name: string;
  /** an `UnknownFormatError` or a `VersionGoneError` */
  error: AudienceImportError;
}

const namedAtMost = 10;

/**
 * Some audiences of a project cannot be read, so that it is not known whether the user is in them; what is known of the others
 * is in `memberships`.
 */
export class UnreadAudiencesError extends AudienceImportError {
  override readonly name = 'UnreadAudiencesError';
  readonly memberships: readonly Membership[];
  readonly unread: readonly UnreadAudience[];

  constructor(
    project: string,
    memberships: readonly Membership[],
    unread: readonly UnreadAudience[],
  ) {
    const named = unread
      .slice(0, namedAtMost)
      .map(({ name, error }) => `"${name}" (${error.message})`);
    const others = unread.length - named.length;
    super(
      `these audiences of project "${project}" cannot be read, so nobody can say who is in them: ` +
        [...named, ...(others > 0 ? [`${others} more`] : [])].join(', '),
      { cause: unread[0]?.error },
    );
    this.memberships = memberships;
    this.unread = unread;
  }
}
