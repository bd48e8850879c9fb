/** The IDs that were looked at. */
export interface Examined {
  sampled: number;
  /** all that nobody has */
  isAll: boolean;
}
