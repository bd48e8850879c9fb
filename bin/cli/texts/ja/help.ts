import type { help as english } from '../en/help.ts';

/** The same keys as in English, each with a text. */
type Translated<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : Translated<Texts[Key]>;
};

export const help: Translated<typeof english> = {
  exampleTitle: '例:',
  exitCodesTitle: '終了コード:',
  exitCodes: {
    done: '完了しました。問い合わせの場合は「はい」です',
    failed:
      '拒否または失敗しました。理由は標準エラー出力に表示されます。問い合わせの場合は「いいえ」です',
    wrongUsage: 'コマンド、引数、またはオプションに誤りがあります。何も実行していません',
    couldNotTell: '問い合わせに「はい」とも「いいえ」とも回答できません',
    interrupted: 'Ctrl-C などで中断されました',
  },
  answers: {
    'users contains':
      '終了コード 0: すべての ID が登録済み、1: 未登録の ID あり、3: 判定できません。',
    'audience contains':
      '終了コード 0: メンバーです、1: メンバーではありません、3: 判定できません。',
    'audience which': '終了コード 0: これですべてです、3: 判定できません。',
    'import validate': '終了コード 0: 公開されます、1: 公開されません、3: 判定できません。',
    repair: '終了コード 0: 残っていることはありません、1: 残っていることがあります。',
    doctor:
      '終了コード 0: 確認できた範囲に不足はありません、1: 不足があります、3: 判定できません。',
  },
  notes: {
    'audience members':
      '複数のオーディエンスを組み合わせると、<name> またはいずれかの --or に含まれ、すべての --and に含まれ、どの --not にも含まれないメンバーになります。' +
      'これらのオプションは繰り返し指定できます。ID は完全一致で比較し、重複はありません。順序に意味はありません。' +
      '開けないオーディエンスがある場合は、何も出力しません。',
  },
  legendTitle: '用語:',
  legends: {
    scan: {
      SEEN: 'プロジェクトのパス直下にあるリストのファイル',
      CHANGED: 'そのうち、新規または内容が変わったファイル',
      SENT: '今回のスキャンで取り込みに送ったファイル',
      UNDERWAY: 'すでに送信済み、または取り込み中のファイル',
      IGNORED: 'パスの下にあるその他のオブジェクト。名前は "project show" で確認できます',
      MISSING: '以前はあったファイル。オーディエンスはそのまま残ります',
      HELD: '"audience approve" または "audience discard" を待っているリスト',
    },
    'audience list': {
      ready:
        '公開中。ファイルと一致しているか、次のスキャンで取り込みます。ロールバックまたは破棄の後は、変わるまで取り込みません',
      stale: '公開中ですが、想定された間隔を過ぎてもファイルが更新されていません',
      importing: 'ファイルを取り込み中、または取り込み待ちです',
      held: '新しいリストが "audience approve" を待っています。以前のリストが公開されたままです',
      rejected: 'ファイルは受け付けられませんでした。以前のリストが公開されたままです',
      failed: '取り込みに失敗しました。再試行します。以前のリストが公開されたままです',
      'being-written': 'ファイルはまだ 0 バイトです',
      'source-missing': 'ファイルがありません。公開済みのリストは残ります',
      'rolled-back': '以前のバージョンを再び公開しています。ファイルが変わるまで続きます',
      'no-member':
        'リストは公開中ですが、登録済みの ID が1件もないため、キャンペーンは誰にも配信されません',
    },
    'import history': {
      published: 'リストを公開しました',
      unchanged: 'メンバーに変更がないため、何も書き込みませんでした',
      held: 'リストは "audience approve" を待っています',
      rejected: 'ファイルは受け付けられませんでした',
      failed: '取り込みを中止しました',
      released: '処理は不要になりました',
      interrupted: '一時的に失敗し、再試行しました',
      MATCHED: 'ファイル内の異なる ID のうち、登録済みの割合',
    },
  },
  examples: {
    'project put': {
      create: 'プロジェクトを作成します。ファイルは shop/ に置きます',
      move: 'ファイルの場所を変更します',
      guard: '30 % を超えて減ったリストと、各オーディエンスの最初のリストを承認待ちにします',
    },
    'project list': { list: 'すべてのプロジェクトを表示します' },
    'project show': { show: '設定、承認待ちのリスト、無視されたファイルを表示します' },
    'project pause': { pause: '再開するまで取り込みを停止します' },
    'project resume': { resume: '取り込みを再開します。停止中の変更も取り込みます' },
    'project delete': {
      delete: 'プロジェクトとそのオーディエンスをすべて削除します。ユーザーとファイルは残ります',
    },
    'users load': {
      load: 'ファイルの ID をすべて登録します',
      resume: '中断したところから続けます',
      column: '複数の列があるデータを、別のプログラムから読み込みます',
    },
    'users remove': {
      file: 'ファイルの ID をすべて登録解除します',
      one: '1 人のユーザーを登録解除します',
    },
    'users sync': {
      ask: '変更内容を表示し、確認を求めます',
      script: 'スクリプトで使う場合',
      many: 'ユーザーの 60 % までの削除を許可します',
    },
    'users count': { count: '登録済みユーザーの数を表示します' },
    'users contains': {
      one: 'この ID は登録済みですか',
      several: 'すべて登録済みですか。ID ごとの結果も表示します',
    },
    scan: {
      scan: '新規または変更されたファイルを今すぐ探します',
      wait: '取り込みが終わるまで待ちます',
    },
    'audience list': {
      list: 'すべてのオーディエンスを表示します',
      rejected: 'ファイルが受け付けられなかったものを、スクリプトで取り出します',
    },
    'audience show': { show: '1 つのオーディエンスの詳細を表示します' },
    'audience members': {
      members: 'すべてのメンバーをファイルに書き出します',
      combine: '"vip" と "news" の両方に含まれ、"bought" に含まれないユーザー',
      left: 'バージョン 7 以降に抜けた人数',
    },
    'audience contains': {
      contains: 'このユーザーはメンバーですか',
      dash: 'ハイフンで始まる ID の場合',
    },
    'audience which': { which: 'ユーザーが含まれるすべてのオーディエンス' },
    'audience retry': { retry: '次のスキャンでファイルを取り込み直します' },
    'audience rollback': {
      before: '直前のリストを再び公開します',
      to: '"audience show" に表示されるバージョン 7 を公開します',
    },
    'audience approve': {
      approve: '承認待ちのリストを公開します',
      seen: '確認したバージョンである場合に限り公開します',
    },
    'audience discard': { discard: '承認待ちのリストを破棄します' },
    'audience expect': {
      look: '想定されたファイルの更新間隔と、その設定元を表示します',
      set: 'プロジェクトの設定にかかわらず、更新間隔を7日にします',
      inherit: 'プロジェクトの設定に戻します',
    },
    'audience guard': {
      look: '適用される設定と、その設定元を表示します',
      set: 'このオーディエンスだけの基準を設定します',
      inherit: 'プロジェクトの設定に戻します',
    },
    'audience delete': {
      both: 'オーディエンスとファイルを削除します',
      again: 'オーディエンスだけを削除します。ファイルが残っていれば、再び作成されます',
    },
    'import history': {
      project: 'すべてのオーディエンスの最近の取り込み',
      audience: '1 つのオーディエンスの最近の 10 件',
    },
    'import validate': {
      file: '手元のファイルを "vip" の次のリストとして確認します',
      name: '別のプログラムの出力を確認します',
      key: 'バケットにある現在のファイルを確認します',
    },
    'dead-letter redrive': { redrive: '断念した取り込みをやり直します' },
    repair: {
      look: '食い違いと、実行する内容を確認します',
      repair: '確認のうえ実行します',
      script: '1つのプロジェクトを、スクリプトから実行します',
    },
    estimate: {
      stack: 'スタック全体の費用を見積もります',
      project: '1つのプロジェクトの取り込みの費用を見積もります',
    },
    'mail list': { list: 'ローカルスタックのメールを表示します' },
    doctor: {
      deployed: 'デプロイ後に、不足しているものを表示します',
      before: 'デプロイ前に、このアドレスからメールを送信できるか確認します',
    },
    completion: {
      bash: 'bash の次回起動時から有効になります',
      zsh: 'zsh の場合',
      fish: 'fish の場合',
    },
  },
};
