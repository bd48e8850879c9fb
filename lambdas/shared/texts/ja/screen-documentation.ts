export const documentation = `## オーディエンス

プロジェクト、オーディエンス、各ファイルの取り込み結果を表示します。現在キャンペーンが配信に使用しているリスト、承認待ちのリスト、取り込めなかったファイルの原因がわかります。

### ウィジェットのパラメータ

パラメータ | 説明
---|---
**view** | \`projects\`（既定）: すべてのプロジェクト。\`project\`: 1つのプロジェクトのオーディエンス。\`audience\`: 1つのオーディエンス。
**project** | プロジェクトの ID。\`project\` と \`audience\` で必要です。
**file** | オーディエンスのファイル名（\`.csv\` を含む）。\`audience\` で必要です。
**sort**, **descending** | オーディエンスの並び順: \`name\`, \`status\`, \`members\`, \`change\`, \`imported\`, \`rate\`。\`true\` で逆順になります。
**text**, **status** | 名前にこの文字列を含むもの、またはこの状態（\`held\` など）のものだけを表示します。

### パラメータの例

\`\`\` yaml
view: project
project: shop
\`\`\`

### 権限

この関数を呼び出せる人は、ウィジェットの内容を閲覧できます。ボタンは別の関数を呼び出します。その関数を呼び出す権限がない人にもボタンは表示されますが、CloudWatch が実行を拒否します。閲覧だけを許可する方法は、audience-import の "docs/operations.md" にあります。
`;
