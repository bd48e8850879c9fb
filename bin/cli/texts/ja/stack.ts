import type { StackTexts } from '../en/stack.ts';

const startIn = (folder: string | null): string =>
  `プロジェクトのフォルダーで「npm start${folder === null ? '' : ` -- --state ${folder}`}」を実行して起動してください。`;

export const stack: StackTexts = {
  noneRuns: (folder) =>
    `ローカルのスタックが動いていません（${folder ?? '.local'} に stack.json がありません）。${startIn(folder)}`,
  hasEnded: (file, pid, folder) =>
    `${file} のローカルのスタックは終了しています（プロセス ${pid} がありません）。${startIn(folder)}`,
  notWritten: (file, problem, folder) =>
    `${file} は、ローカルのスタックが書き込む形式ではありません（${problem}）。削除してください。${startIn(folder)}`,
  localLacks: (file, outputs, folder) =>
    `${file} のスタックはバージョンが異なるため、出力 ${outputs} がありません。${startIn(folder)}`,
  deployedLacks: (name, outputs) =>
    `スタック「${name}」はバージョンが異なるため、出力 ${outputs} がありません。デプロイし直してください: npx cdk deploy`,
  noSuchStack: (name, region) =>
    `${region} にスタック「${name}」がありません。` +
    'デプロイするか（npx cdk deploy）、--stack、--region、--profile で指定してください。ローカルのスタックには --local を指定します。',
  localOrAws: (local, aws) =>
    `${local} はこのマシンのスタック、${aws} は AWS のスタックを指定するものです。どちらかを外してください。`,
  functionFailed: (what, message, functionName) =>
    `${what === 'scan' ? 'スキャン' : 'メールの送信'}に失敗しました: ${message}。詳細は ${functionName} のログで確認してください。`,
  noSes: (endpoint) =>
    `${endpoint} のローカルの SES が応答しません。スタックを起動し直してください: npm start`,
  otherSes: (endpoint) =>
    `${endpoint} で動いているものは、"npm start" の SES と異なり、/store でメールを表示できません。メールの保存場所を確認してください。`,
  noMailsKept:
    'SES は送信したメールを保存しないため、一覧を表示できるのはローカルのスタックだけです（--local）。管理者の受信トレイを確認してください。',
  noMailYet: 'メールはまだ送信されていません。',
  noneGivenUp: '断念した取り込みはありません。',
  redriven:
    '次回のスキャンで取り込みます。今すぐ行うには "audience-import scan --wait" を実行してください。',
  stillPaused: (projectId) =>
    `プロジェクト「${projectId}」は一時停止中です。再開するまで取り込みは行われません："audience-import project resume ${projectId}"`,
  malformed: 'この1年間の次のメッセージは、ファイルの取り込みの指示ではないため、再送信されません:',
  headings: {
    project: 'プロジェクト',
    audience: 'オーディエンス',
    when: '日時',
    reason: '理由',
    wrong: '問題',
    message: 'メッセージ',
  },
};
