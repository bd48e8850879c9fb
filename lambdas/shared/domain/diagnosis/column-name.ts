const names: ReadonlySet<string> = new Set([
  ...['id', 'ids', 'uid', 'uuid', 'guid', 'key', 'user', 'users', 'userid', 'username', 'userkey'],
  ...['customer', 'customerid', 'customernumber', 'custid', 'member', 'memberid', 'membernumber'],
  ...['client', 'clientid', 'contact', 'contactid', 'contactkey', 'subscriber', 'subscriberid'],
  ...['subscriberkey', 'account', 'accountid', 'person', 'personid', 'profile', 'profileid'],
  ...['crmid', 'externalid', 'externaluserid', 'recipient', 'recipientid', 'visitor', 'visitorid'],
  ...['email', 'mail', 'emailaddress', 'phone', 'msisdn', 'name', 'value', 'column1', 'x', 'v1'],
]);

/** `user_id`, `User ID`, `userId`: the name of a column with IDs, however it is written. */
export const isColumnName = (text: string): boolean =>
  text.length <= 40 && names.has(text.toLowerCase().replaceAll(/[\s_.#-]/g, ''));
