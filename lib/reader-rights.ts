/** IAM actions that campaign systems need for the reader, by the table that they are on: docs/reading.md. */
export const readerActions = {
  audiences: ['dynamodb:GetItem', 'dynamodb:Query'],
  memberships: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
} as const;
