import type { DoctorTexts } from '../en/doctor.ts';

const plain = new Intl.NumberFormat('ja-JP');

const verify = 'SES コンソール →「ID」→「ID の作成」';
const moreExecutions =
  'このリージョンの Service Quotas → AWS Lambda →「Concurrent executions」で引き上げを申請してください';
const unsure = '取り込み関数とファイルの書き込み元に権限があるかどうかは、ここからは確認できません';

export const doctor: DoctorTexts = {
  ofLocal: 'ローカルのスタック:',
  ofStack: (region) => `${region} のスタック:`,
  notDeployed: (region) => `${region} にはまだデプロイされていません:`,
  allWell: '問題はありません。',
  missing: (count) => `不足 ${plain.format(count)}件`,
  warnings: (count) => `警告 ${plain.format(count)}件`,
  unseen: (count) => `確認できないもの ${plain.format(count)}件`,
  found: (each) => `${each.join('、')}があります。`,

  notPermitted: (rights) => `確認する権限がありません: ${rights.join(' または ')}`,
  doPermit: 'この権限の付与を依頼するか、別の --profile を指定してください',
  malformed: (problem) => `読み取れません: ${problem}`,
  doRepair: 'プロジェクトは「audience-import project put」で修復できます',
  contextUnfit: (file, problem) => `${file} の内容が正しくありません: ${problem}`,

  bootstrap: {
    isLocal: 'ローカルのスタックでは不要です',
    version: (version) => `バージョン ${version} です`,
    none: (region) => `${region} にブートストラップスタック CDKToolkit がありません`,
    tooOld: (version, least) =>
      `ブートストラップスタックはバージョン ${version} ですが、${least} 以上が必要です`,
    forNext: (what) => `${what}。次回のデプロイまでに必要です`,
    doBootstrap: 'アカウントとリージョンごとに1回、npx cdk bootstrap を実行してください',
  },
  concurrency: {
    isLocal: 'ローカルのスタックの関数は、このマシンのプロセスで実行されます',
    free: (unreserved, limit) =>
      `同時実行数 ${plain.format(limit)} のうち ${plain.format(unreserved)} を、予約のない関数で使えます`,
    tooFew: (free) => `${free}。関数が互いに待つため、取り込みを開始できません`,
    few: (free, imports) =>
      `${free}。動作に問題はありませんが、同時に実行できる取り込みは${plain.format(imports)}件程度です。` +
      'それ以外の取り込みはキューで待ち、アカウントのほかの関数も待たされます',
    doAsk: moreExecutions,
    doAskInTime: `多くのファイルを一度に取り込む場合は、事前に${moreExecutions}`,
  },
  sender: {
    isLocal: 'ローカルのスタックのメールは送信されず、"mail list" で確認できます',
    none: '送信元が設定されていないため、取り込みが失敗しても管理者に通知されません',
    doSet: `メールアドレスまたはドメインを検証し（${verify}）、cdk.json の "context" に "senderEmail" を設定してデプロイしてください`,
    unverified: (address, region) =>
      `${region} では、${address} もそのドメインも検証されていません。SES の検証はリージョンごとに必要です`,
    doVerify: (region) => `${region} の ${verify}で検証してください`,
    verified: (address, identity, region) =>
      `${address}: ${region} で ${identity} が検証されています`,
  },
  sandbox: {
    isLocal: 'ローカルのスタックは何も送信しません',
    paused: (region) => `${region} では、このアカウントの送信を SES が停止しています`,
    doLook: '理由と対処方法は、SES コンソールの「アカウントダッシュボード」で確認してください',
    inSandbox: (region, mailsPerDay) =>
      `${region} では SES のサンドボックスの中にあるため、検証済みの宛先だけに、1日${plain.format(mailsPerDay)}通まで送信できます`,
    doLeave:
      '管理者のアドレスをそれぞれ検証するか、SES コンソール →「アカウントダッシュボード」で本稼働アクセスをリクエストしてください',
    anyNumber: '1日に送信できるメールの数に制限はありません',
    outside: (mailsPerDay) =>
      `サンドボックスの外にあり、1日${plain.format(mailsPerDay)}通まで送信できます`,
  },
  alarms: {
    isLocal: 'ローカルのスタックにアラームはありません',
    noTopic: 'スタックにアラームのトピックの出力がありません',
    doDeploy: 'デプロイし直してください: npx cdk deploy',
    nobody:
      'アラームを受け取る人がいません。登録がないか、48時間以内に確認されなかったか、メールのリンクから解除されています',
    doSubscribe: (topicArn) =>
      `aws sns subscribe --topic-arn ${topicArn} --protocol email --notification-endpoint ADDRESS を実行し、48時間以内に確認してください`,
    noneConfirmed: (waiting) =>
      `アラームを受け取る人がいません。${waiting} の登録は確認されていません`,
    doConfirm:
      'SNS のメールのリンクを開いてください。48時間を過ぎると登録は削除されるため、もう一度登録してください',
    someConfirmed: (confirmed, waiting) =>
      `${confirmed} に届きます。${waiting} の登録は確認されていません`,
    doConfirmOthers: '48時間以内に SNS のメールのリンクを開いてください',
    confirmed: (confirmed) => `${confirmed} に届きます`,
    noEmail: 'アラームのメールを受け取る人がいません',
    doSetEmail:
      'cdk.json の "context" に "alarmEmail" を設定するか、デプロイ後にトピック AlarmTopicArn へツールを登録してください',
    willBeMailed: (email) => `SNS が ${email} に確認のリンクを送ります。48時間以内に開いてください`,
  },
  bucket: {
    own: 'スタックがバケットを作成します',
    none: (bucket) => `バケット ${bucket} がないため、ファイルを置くことも見つけることもできません`,
    doCreate: 'このリージョンに作成するか、別の "bucketName" を指定してデプロイしてください',
    elsewhere: (bucket, found, region) =>
      `バケット ${bucket} は ${found} に、スタックは ${region} にあります`,
    doMove: (found, region) =>
      `${region} のバケットを使うか、スタックを ${found} にデプロイしてください`,
    isThere: (bucket) => `${bucket} があります`,
  },
  encryption: {
    isLocal: 'バケットはこのマシンのフォルダーです',
    ownKeys: 'SSE-S3 です。キーの権限は不要です',
    withKey: (algorithm, keyId) => `${algorithm}、キー ${keyId} です。${unsure}`,
    withAwsKey: (algorithm) => `${algorithm}、S3 の AWS マネージドキーです。${unsure}`,
    doAllow:
      'キーポリシーで、取り込み関数のロールに kms:Decrypt を、各書き込み元に kms:GenerateDataKey と kms:Decrypt を許可してください' +
      '（docs/buckets.md）。別のアカウントのキーの場合は、"bucketKeyArn" を指定してデプロイしてください',
    doUseOther:
      'このキーの権限は別のアカウントに付与できません。別のアカウントから書き込む場合は、SSE-S3 またはお客様のキーのバケットを使ってください',
  },
  bucketEvents: {
    isLocal: 'フォルダーを監視しています',
    localUntold:
      'ローカルのスタックにはファイルの変更が通知されません。次回の定期スキャン、または "scan" で検出されます',
    untold: '"trigger" が "schedule" のため、ファイルの検出は10分ごとです',
    sent: (bucket) => `${bucket} がイベントを EventBridge に送るため、ファイルは数秒で検出されます`,
    notSent: (bucket) =>
      `${bucket} がイベントを EventBridge に送らないため、ファイルの検出は10分ごとです`,
    doSend:
      'S3 コンソール → バケット →「プロパティ」→「Amazon EventBridge」で有効にするか、docs/sooner.md のとおりに設定してください',
    sentElsewhere: (bucket) =>
      `${bucket} は別のアカウントにあり、イベントもそのアカウントのイベントバスに送られるため、ファイルの検出は10分ごとです`,
    doWithout: '"trigger" なしでデプロイするか、このアカウントのバケットを使ってください',
  },
  usersTables: {
    own: 'お客様のテーブルはありません。ユーザーはスタックのテーブルにあります',
    isThere: (tableName) => `テーブル ${tableName} があります`,
    none: (tableName) => `このアカウントとリージョンにテーブル ${tableName} がありません`,
    doCreate: '作成するか、"usersTables" から外して、プロジェクトに別のテーブルを設定してください',
    inactive: (tableName) => `テーブル ${tableName} が有効（ACTIVE）ではありません`,
    doWait: '有効になるまで待ってから、もう一度確認してください',
    forbidden: (projectId, tableName) =>
      `プロジェクト ${projectId}: 関数にテーブル ${tableName} を読み取る権限がないため、取り込みを実行できません`,
    doAllow: (tables) => `-c usersTables=${tables} を指定してデプロイしてください`,
    otherKey: (projectId, tableName, key, wanted) =>
      `プロジェクト ${projectId}: テーブル ${tableName} のキーは ${key} ですが、プロジェクトの設定は ${wanted} です`,
    otherType: (projectId, tableName, type, wanted) =>
      `プロジェクト ${projectId}: テーブル ${tableName} のキーの型は ${type} ですが、プロジェクトの設定は ${wanted} です`,
    otherSortKey: (projectId, tableName, key, wanted) =>
      `プロジェクト ${projectId}: テーブル ${tableName} のソートキーは${key === null ? 'ありません' : ` ${key} です`}が、` +
      `プロジェクトの設定は${wanted === null ? '「なし」' : ` ${wanted} `}です`,
    doPut: (projectId) =>
      `「audience-import project put ${projectId} --users-key ...」で設定し直してください`,
    fits: (projectId, tableName, key) =>
      `プロジェクト ${projectId}: テーブル ${tableName} があり、キーは ${key} です`,
  },
  warmThroughput: {
    notYet: 'テーブルはまだありません',
    gone: (tableName) => `スタックのテーブル ${tableName} がありません`,
    doRestore: 'バックアップから同じ名前で復元してください。npx cdk deploy では再作成されません',
    unknown: (tableName) =>
      `この DynamoDB では、テーブル ${tableName} がすぐに処理できる量を確認できません`,
    takes: (tableName, read, write) =>
      `テーブル ${tableName} は、毎秒、読み込み${plain.format(read)}ユニット、書き込み${plain.format(write)}ユニットをすぐに処理できます`,
    isChanging: (takes) => `${takes}（変更中）`,
    doWait: '大きなファイルを取り込む前に、変更が終わるのを待ってください',
  },
  clock: {
    isRight: (seconds) => `このマシンの時刻と DynamoDB の時刻の差は、${seconds}秒以内です`,
    isBehind: (seconds) =>
      `このマシンの時刻は DynamoDB より${plain.format(seconds)}秒遅れているため、コマンドが表示する時刻も同じだけずれます`,
    isAhead: (seconds) =>
      `このマシンの時刻は DynamoDB より${plain.format(seconds)}秒進んでいるため、コマンドが表示する時刻も同じだけずれます`,
    doSet: '時刻を合わせ、NTP で同期してください',
  },
  version: {
    same: (version) => `コマンドとスタックは ${version} です`,
    ofCommand: (version) => `コマンドは ${version} です`,
    other: (command, deployed) => `コマンドは ${command}、スタックは ${deployed} です`,
    earlier: (command) => `コマンドは ${command} ですが、スタックはそれより前のリリースです`,
    doDeploy:
      'デプロイしたソースのコマンドを使うか、デプロイしてください: git pull && npm ci && npx cdk deploy',
  },
};
