import { formatCount } from '../../../../lambdas/shared/texts/figures.ts';
import type { EstimateTexts } from '../en/estimate.ts';

export const estimate: EstimateTexts = {
  headings: { what: '1か月', dollars: 'ドル' },
  labels: {
    users: 'ユーザーの照合と、公開中のリストとの比較（DynamoDB）',
    members: 'メンバーの書き込み（DynamoDB）',
    collecting: '置き換えられたバージョンの削除（DynamoDB）',
    importing: '取り込み（Lambda）',
    bookkeeping: '取り込みの管理（DynamoDB）',
    messages: 'キュー、イベント、ファイルの読み取り（SQS、EventBridge、S3）',
    mails: 'メール（SES）',
    storage: 'テーブルの保存（DynamoDB）',
    backups: 'ポイントインタイムリカバリ（DynamoDB）',
    listing: 'ファイルの一覧（S3）',
    'known-files': 'ファイルの状態の読み取り（DynamoDB）',
    looks: 'collector、mailer、announcer の確認（DynamoDB）',
    functions: '関数の実行（Lambda）',
    polling: 'キューのポーリング（SQS）',
    alarms: 'アラーム（CloudWatch）',
    metrics: '独自のメトリクス（CloudWatch）',
    dashboard: 'ダッシュボード（CloudWatch）',
    logs: 'ログ（CloudWatch）',
  },
  all: '合計',
  basis: (imports, days) =>
    `直近${formatCount(days)}日間の記録（取り込み${formatCount(imports)}件）が30日間続くとした場合の金額です。`,
  prices: (region, asOf, servicesRegion, servicesAsOf) =>
    `無料利用枠は考慮していません。読み込みと書き込みのユニットは ${region}（${asOf}）、それ以外は ${servicesRegion}（${servicesAsOf}）の料金です。`,
  leftOut:
    '次のものは含みません: ファイルの保存とアップロード、キャンペーンの読み取り、その後削除されたオーディエンスの取り込み、お客様の KMS キーと VPC、税金。スキャンは10分ごととみなします。',
  onlyImports:
    'このプロジェクトの取り込みの費用だけです。スタック自体の費用は全プロジェクトに共通です：「audience-import estimate」',
  isIncomplete: (reason) => `一部の取り込みは含まれていません: ${reason}`,
};
