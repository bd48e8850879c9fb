import type { ScanTexts } from '../en/scan.ts';

const plain = new Intl.NumberFormat('ja-JP');

export const scan: ScanTexts = {
  headings: {
    project: 'プロジェクト',
    seen: '検出',
    changed: '変更',
    sent: '送信',
    underway: '処理中',
    ignored: '対象外',
    missing: 'なし',
    held: '承認待ち',
    audience: 'オーディエンス',
    result: '結果',
    cause: '原因',
  },
  nothingScanned: 'スキャンされたプロジェクトはありません。',
  noProject:
    'プロジェクトがまだありません。次のコマンドで作成できます：「audience-import project put PROJECT --admin-email you@example.com --audience-limit 100」。' +
    'ファイルは PROJECT/ の下に置いてください。',
  allPaused: (names) =>
    `すべてのプロジェクトが一時停止中のため、スキャンしませんでした: ${names}。再開するには：「audience-import project resume PROJECT」`,
  underNoProject: (files, places, isAll) =>
    `どのプロジェクトのパスにも属さないファイルが${plain.format(files)}個${isAll ? '' : '以上'}あり、取り込まれません: ${places}。` +
    '各プロジェクトのパスは「audience-import project list」で確認できます。',
  placesUnknown: (reason) =>
    `バケットの一覧を取得できないため、どのプロジェクトにも属さないファイルの有無を確認できません: ${reason}`,
  isEmpty: (projectId) =>
    `${projectId}: パスの下に何もありません。パスを確認してください：「audience-import project show ${projectId}」`,
  ignoredFor: (count, reason) => `${reason} ${plain.format(count)}件`,
  ignored: (projectId, each) =>
    `${projectId}: 対象外のオブジェクトがあります（${each.join('、')}）。一覧と対処方法：「audience-import project show ${projectId}」`,
  beingWritten: (projectId, files) =>
    `${projectId}: 0バイトのファイルが${plain.format(files)}個あります。30分以内のものは書き込み中とみなします。`,
  noOutcome:
    '取り込まれたファイルはありません。対象のファイルがなかったためです。現在の状態は "audience-import audience list PROJECT" で確認できます。',
  stoppedEarly:
    'スキャンが制限時間内に終わりませんでした。もう一度スキャンするか、次回の定期スキャンをお待ちください。',
  noMailer:
    'このスタックは古いバージョンのため、メールを送信できません。デプロイし直すか（npx cdk deploy）、--wait-mails を外してください。',
  importsGoOn:
    '開始済みの取り込みは続行されます。"audience-import audience list PROJECT" で状況を確認できます。',
  mailsPending: (audiences) =>
    `${plain.format(audiences)}件のオーディエンスについて、メールの送信を待っています`,
  stillOpen: (seconds, names) =>
    `${seconds}秒以内に終わりませんでした: ${names === '' ? 'スキャンが毎回制限時間を超えました' : names}。` +
    '処理は引き続き行われます。進み具合は「audience list」で確認できます。',
  ignoredOf: (projectId) => `${projectId} の対象外のオブジェクト`,
  stillPending: (names) =>
    `取り込みは終わりましたが、${names}についてのメールがまだ送信されていません。1分ごとに再送信されます。原因はメール送信関数のログにあります。`,
};
