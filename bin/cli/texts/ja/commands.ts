import { defaultStackName, maxAudienceLimit } from '../../../../lambdas/shared/contract.ts';
import { defaultLanguage, languages } from '../../../../lambdas/shared/texts/language.ts';
import type { CommandTexts } from '../en/commands.ts';
import { audienceCommands } from './audience-commands.ts';
import { guards, name, projectId } from './parts.ts';

const file =
  '取り込みと同じ形式のファイル（gzip、zstd にも対応）。標準入力から読み込むには - を指定します';
const fromLine = 'ファイルのこの行から続けます。行番号は、中断時に表示されます';
const waitTimeout = '待つ時間の上限（秒）';

const userList = {
  file,
  '--header':
    'keep: 1行目も ID です。skip: 1行目は ID ではありません。auto: 列名であれば ID とみなしません',
  '--id-column': '複数の列があるときの ID の列。"none": 列は1つです（既定値: プロジェクトの設定）',
  '--delimiter': 'このファイルの列の区切り文字。"tab" も指定できます（既定値: プロジェクトの設定）',
};

export const commands: CommandTexts = {
  'audience-import': {
    about: 'プロジェクトと、そのユーザーおよびオーディエンスを管理します',
    parts: {
      '--json': '結果を1つの JSON で出力します',
      '--lang': '表示に使う言語（既定値: シェルの言語、または AUDIENCE_IMPORT_LANG）',
      '--no-color':
        '色を付けません。NO_COLOR でも同じです。FORCE_COLOR を指定すると、常に色を付けます',
      '--local': '"npm start" で起動したローカルのスタックを使います',
      '--state': 'この状態フォルダーのローカルのスタックを使います（例: .local）',
      '--stack': `この CloudFormation スタックを使います（既定値: "${defaultStackName}"）`,
      '--region': 'AWS のリージョン。環境の設定より優先します',
      '--profile': 'AWS のプロファイル。環境の設定より優先します',
      '--version': 'このコマンドのバージョンを表示します',
    },
  },
  project: { about: 'アプリごとのユーザー、ファイル、オーディエンス', parts: {} },
  'project put': {
    about: 'プロジェクトを作成するか、指定した設定を変更します',
    parts: {
      id: '1～64文字（A-Z a-z 0-9 _ -）',
      '--admin-email':
        '取り込みの失敗を知らせる管理者のメールアドレス。繰り返し指定でき、以前のアドレスはすべて置き換わります',
      '--audience-limit': `オーディエンスの数の上限（最大 ${maxAudienceLimit}）`,
      '--path': 'バケット内のファイルの場所（例: "crm/app/"、既定値: "<id>/"）',
      '--language': `管理者に送るメールの言語: ${languages.join(' または ')}（既定値: ${defaultLanguage}）`,
      '--users-table':
        'ユーザーを照合するお客様のテーブル。デプロイ時に指定しておく必要があります。"none": スタックのテーブルを使います',
      '--users-key': 'そのテーブルのパーティションキーの属性',
      '--users-key-type': 'string（既定値）または number',
      '--users-key-prefix': '文字列のキーで、ユーザー ID の前に付く文字列',
      '--users-sort-key': 'ソートキーの属性と、全ユーザーに共通の値',
      '--users-max-read-units':
        'すべての取り込みで使う、1秒あたりの読み込みユニットの上限。指定しない場合は、プロビジョニングした容量の4分の1、または' +
        '最大 1,000 で、テーブル全体の読み取りは行いません',
      '--users-ttl':
        'テーブルの TTL 属性。期限を過ぎたユーザーは登録済みとみなしません。"none": 使いません',
      '--id-column':
        'ファイルに複数の列があるときの、ユーザー ID の列。1行目の列名または列番号で指定します。"none"（既定値）: 列は1つです',
      '--delimiter': 'ファイルの列の区切り文字（1文字）、または "tab"（既定値: コンマ）',
      '--hold-when-empty': `${guards['--hold-when-empty']}（既定値: on）`,
      '--max-shrink': `${guards['--max-shrink']}（既定値）: 確認しません`,
      '--min-members': `${guards['--min-members']}（既定値）: 確認しません`,
      '--max-growth': `${guards['--max-growth']}（既定値）: 確認しません`,
      '--hold-first':
        '各オーディエンスの最初のバージョンを、承認されるまで公開しません（承認待ち）（既定値: off）',
      '--rematch':
        'ユーザーの登録や削除を反映するため、この時間ごとに、すべてのファイルを照合し直します。"off"（既定値）: ファイルの変更時だけ照合します',
      '--expect-every':
        'ファイルがこの時間（24h、7d など）を過ぎても更新されないときと、その後更新されたときに、管理者にメールを送ります。"off"（既定値）: 送りません',
      '--unregistered-reports':
        '取り込みごとに、未登録の ID をすべて CSV ファイルとしてバケットに書き込みます（既定値: off）',
      '--mail-on-success': 'ファイルが公開されたときも、管理者にメールを送ります（既定値: off）',
      '--daily-digest':
        '1日1回、この時刻（UTC、0から23まで）以降に、取り込み結果のまとめを管理者にメールで送ります。"on": 0時、"off"（既定値）: 送りません',
    },
  },
  'project list': { about: 'すべてのプロジェクトを表示します', parts: {} },
  'project show': { about: '1つのプロジェクトを表示します', parts: { id: projectId } },
  'project pause': {
    about: 'プロジェクトの取り込みを停止し、実行中の取り込みが終わるまで待ちます',
    parts: { id: projectId, '--wait-timeout': waitTimeout },
  },
  'project resume': {
    about: '停止したプロジェクトの取り込みを再開します',
    parts: { id: projectId },
  },
  'project delete': {
    about: 'プロジェクトとそのオーディエンスをすべて削除します。ユーザーとファイルは残ります',
    parts: { id: projectId, '--yes': '元に戻せないため、必ず指定します' },
  },
  users: { about: '登録ユーザー', parts: {} },
  'users load': {
    about: 'ファイルのユーザー ID を登録します。登録済みの ID はそのまま残ります',
    parts: { project: projectId, ...userList, '--from-line': fromLine },
  },
  'users remove': {
    about:
      'ファイルのユーザー ID の登録を解除します。オーディエンスには、次回の取り込みで反映されます',
    parts: { project: projectId, ...userList, '--from-line': fromLine },
  },
  'users sync': {
    about:
      '登録ユーザーをファイルと一致させます。不足しているユーザーを登録し、ファイルにないユーザーを削除します',
    parts: {
      project: projectId,
      ...userList,
      '--yes': '確認せずに実行します',
      '--max-removal':
        '登録ユーザーのうち、この割合（%）を超える削除は行いません。ファイルがリストの一部だけの場合に備えます',
    },
  },
  'users count': {
    about: '登録ユーザーの数を表示します。全ユーザーを読み取ります',
    parts: { project: projectId },
  },
  'users contains': {
    about: '各 ID が登録済みかどうかを確認します',
    parts: {
      project: projectId,
      id: 'ファイルにあるとおりの ID。ハイフンで始まる場合は -- の後に指定します',
    },
  },
  scan: {
    about: '次回の定期スキャンを待たずに、新規または変更されたファイルを探します',
    parts: {
      '--wait':
        '必要な取り込みがすべて終わるまで待ちます。ローカルのスタックでは、メールの送信も待ちます',
      '--wait-mails': '取り込みと、その結果のメールの送信が終わるまで待ちます',
      '--wait-timeout': waitTimeout,
    },
  },
  ...audienceCommands,
  import: { about: 'ファイルの取り込み', parts: {} },
  'import history': {
    about:
      'プロジェクトまたは1つのオーディエンスの最近の取り込みを、新しい順に、変更内容、費用、その間の運用者の操作とともに表示します',
    parts: { project: projectId, name, '--limit': '表示する件数の上限' },
  },
  'import validate': {
    about: 'ファイルを取り込むとどうなるかを表示します。何も変更しません',
    parts: {
      project: projectId,
      file,
      '--key':
        '手元のファイルではなく、バケットにあるファイル。プロジェクトのパスの下の名前、またはオブジェクトのキーで指定します',
      '--name': '比較するオーディエンスの名前（.csv を除く。既定値: ファイル名）',
    },
  },
  'dead-letter': { about: '失敗を繰り返した取り込み', parts: {} },
  'dead-letter redrive': {
    about: '断念した取り込みをすべてやり直します。形式の誤ったメッセージも表示します',
    parts: {},
  },
  repair: {
    about:
      'テーブルを失ったときや復元したときに、テーブル間の食い違いを直します。チャンクのないオーディエンスは取り込み直し、オーディエンスのないチャンクは1日後に削除します',
    parts: {
      project:
        'このプロジェクトだけを確認します。どのオーディエンスにも属さないチャンクは対象外です',
      '--dry-run': '実行する内容を表示し、何も変更しません',
      '--yes': '確認せずに実行します',
    },
  },
  estimate: {
    about: '直近30日間の取り込みと料金表から、1か月の費用を見積もります',
    parts: { project: 'このプロジェクトの取り込みの費用だけを見積もります' },
  },
  mail: { about: '管理者へのメール', parts: {} },
  'mail list': {
    about: 'ローカルのスタックが送ったメールを、古い順に表示します（--local の場合のみ）',
    parts: {},
  },
  doctor: {
    about: 'デプロイの前と後に、スタックの動作に不足しているものを表示します',
    parts: {
      '--sender-email': 'デプロイ前: メールの送信元。cdk.json の "senderEmail" より優先します',
    },
  },
  completion: {
    about: 'タブキーでコマンド、オプション、名前を補完するためのスクリプトを出力します',
    parts: { shell: 'スクリプトを読み込むシェル' },
  },
};
