/**
 * What stands in the first row of exports of one column, in the writing that `toPlain` gives it. docs/csv-format.md has the
 * same list.
 */
const columnNames = new Set([
  ...['id', 'ids', 'uid', 'uuid', 'guid', 'identifier', 'externalid', 'externaluserid'],
  ...['userid', 'userids', 'memberid', 'customerid', 'customeruserid', 'clientid', 'accountid'],
  ...['contactid', 'subscriberid', 'personid', 'profileid', 'visitorid', 'distinctid', 'deviceid'],
  ...['crmid', 'email', 'emailaddress', 'username', 'userkey'],
  ...['ユーザーid', 'ユーザid', '会員id', '会員番号', '顧客id', '顧客番号'],
]);

/** Without case, full width, blanks, underscores and hyphens. */
const toPlain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');

/** Whether a text is a name that many people give to a column of user IDs. */
export const isColumnName = (text: string): boolean => columnNames.has(toPlain(text));

/** Words, and no digit: IDs of most projects have some. */
const words = /^\p{L}[\p{L}\p{M} _.:#/()-]{0,99}$/u;

/** Whether a text could be a column's name, as far as can be told from the text alone. */
export const mayBeColumnName = (text: string): boolean => isColumnName(text) || words.test(text);
