import type { JoinedMembers } from '../../../kernel/joined-members.ts';
import type { OrderedMembers } from '../../shared/membership/ordered-members.ts';

/** Members that can be compared with those of another version. */
export type ComparableMembers = OrderedMembers &
  Pick<JoinedMembers, 'compare' | 'mostComparedBytes'>;
