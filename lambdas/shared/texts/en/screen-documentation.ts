/** Markdown, which CloudWatch shows to whoever edits the widget. */
export const documentation = `## Audiences

Projects, their audiences, and what has become of each file: what campaigns read now, what waits for somebody to approve it, and why a file was rejected.

### Widget parameters

Param | Description
---|---
**view** | \`projects\` (default): all projects. \`project\`: the audiences of one project. \`audience\`: one audience.
**project** | ID of the project. Needed for \`project\` and \`audience\`.
**file** | Name of the audience's file, with \`.csv\`. Needed for \`audience\`.
**sort**, **descending** | Order of a project's audiences: \`name\`, \`status\`, \`members\`, \`change\`, \`imported\` or \`rate\`, and \`true\` to turn it round.
**text**, **status** | Only a project's audiences with this text in their name, or of this status, such as \`held\`.

### Example parameters

\`\`\` yaml
view: project
project: shop
\`\`\`

### Who may do what

Who may invoke this function sees what the widget shows. The buttons invoke another function: who may not invoke that one sees the buttons, and CloudWatch refuses them. "docs/screen.md" of audience-import says how to give somebody only the view.
`;
