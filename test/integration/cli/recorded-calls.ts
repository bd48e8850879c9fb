/** A client of the SDK, as far as its calls can be watched. */
interface Watchable {
  middlewareStack: { add: (middleware: never, options: { step: 'initialize' }) => void };
}
interface CallContext {
  clientName?: string;
  commandName?: string;
}
interface Input {
  TableName?: string;
  RequestItems?: Record<string, unknown>;
  FunctionName?: string;
  Bucket?: string;
  IfMatch?: string;
}

const services: Record<string, string> = {
  DynamoDBClient: 'dynamodb',
  LambdaClient: 'lambda',
  S3Client: 's3',
};
/** Where IAM's name of an action is not the API's. */
const actions: Record<string, string> = {
  'lambda:Invoke': 'lambda:InvokeFunction',
  's3:HeadObject': 's3:GetObject',
  's3:ListObjectsV2': 's3:ListBucket',
};

/** Tells of every call that a client makes: IAM's action, and the name of what it is on. */
export const watchCalls = (
  { middlewareStack }: Watchable,
  onCall: (action: string, on: string) => void,
): void => {
  const watch =
    <Answer>(next: (args: { input: Input }) => Answer, context: CallContext) =>
    (args: { input: Input }): Answer => {
      const { clientName = '', commandName = '' } = context;
      const call = `${services[clientName] ?? clientName}:${commandName.replace(/Command$/, '')}`;
      const { TableName, RequestItems, FunctionName, Bucket, IfMatch } = args.input;
      // IAM wants both rights of whoever depends on an ETag.
      if (call === 's3:DeleteObject' && IfMatch !== undefined)
        onCall('s3:GetObject', Bucket ?? 'nothing');
      for (const on of RequestItems
        ? Object.keys(RequestItems)
        : [TableName ?? FunctionName ?? Bucket ?? 'nothing'])
        onCall(actions[call] ?? call, on);
      return next(args);
    };
  middlewareStack.add(watch as never, { step: 'initialize' });
};
