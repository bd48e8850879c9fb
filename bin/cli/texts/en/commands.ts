import { defaultStackName, maxAudienceLimit } from '../../../../lambdas/shared/contract.ts';
import { defaultLanguage, languages } from '../../../../lambdas/shared/texts/language.ts';
import { audienceCommands } from './audience-commands.ts';
import { guards, name, projectId } from './parts.ts';

const file = 'read as imports read files, also gzip and zstd; - for standard input';
const fromLine = 'go on at this line of the file; a command that broke off names the line';
const waitTimeout = 'how long to wait at most';

const userList = {
  file,
  '--header':
    "keep: the first row is an ID; skip: leave it out; auto: leave it out if it is a column's name",
  '--id-column':
    'the column that has the IDs; "none": the file has one column (default: as the project says)',
  '--delimiter': 'what separates the columns of this file, or "tab" (default: as the project says)',
};

/** What `--help` says of each command, and of its arguments and options. */
export const commands = {
  'audience-import': {
    about: 'Manages projects, their users and their audiences',
    parts: {
      '--json': 'print the result as one JSON document',
      '--lang':
        'language of what is printed for people (default: that of the shell, or AUDIENCE_IMPORT_LANG)',
      '--no-color': 'print no colours; NO_COLOR does the same, and FORCE_COLOR the opposite',
      '--local': 'use the local stack that "npm start" runs',
      '--state': 'use the local stack with this state folder, such as .local',
      '--stack': `use this CloudFormation stack (default: "${defaultStackName}")`,
      '--region': 'AWS region, in place of the usual environment',
      '--profile': 'AWS profile, in place of the usual environment',
      '--version': 'print the version of this command',
    },
  },
  project: { about: 'apps, each with its users, files and audiences', parts: {} },
  'project put': {
    about: 'create a project, or change the settings that are given',
    parts: {
      id: '1 to 64 of A-Z a-z 0-9 _ -',
      '--admin-email':
        'who gets a mail when an import fails; may be repeated; those that you give replace all earlier ones',
      '--audience-limit': `how many audiences there may be, at most ${maxAudienceLimit}`,
      '--path': 'where in the bucket its files lie, such as "crm/app/" (default: "<id>/")',
      '--language': `of the mails to its administrators: ${languages.join(' or ')} (default: ${defaultLanguage})`,
      '--users-table':
        'look users up in this table of yours, which was named when the stack was deployed; "none": in the stack\'s own',
      '--users-key': 'its partition key attribute',
      '--users-key-type': 'string (default) or number',
      '--users-key-prefix': 'the text before the user ID in a string key',
      '--users-sort-key': 'its sort key attribute, and the value that all users have',
      '--users-max-read-units':
        'read units a second that all imports together may take of it; without it they take a quarter of what is provisioned, ' +
        'or 1,000 at most, and never scan it',
      '--users-ttl':
        'the TTL attribute of the table: users whose time has passed are not registered; "none": there is none',
      '--id-column':
        'its files have several columns, and this one has the user IDs: its name in the first row, or its number; ' +
        '"none" (default): they have one',
      '--delimiter':
        'what separates the columns of its files: one character, or "tab" (default: a comma)',
      '--hold-when-empty': `${guards['--hold-when-empty']} (default: on)`,
      '--max-shrink': `${guards['--max-shrink']} (default): none for that`,
      '--min-members': `${guards['--min-members']} (default): none for that`,
      '--max-growth': `${guards['--max-growth']} (default): none for that`,
      '--hold-first':
        'hold the first version of each audience, until it is approved (default: off)',
      '--rematch':
        'match the users anew with all files that are there, so often, as users register and leave; "off" (default): ' +
        'when a file changes',
      '--expect-every':
        'mail the administrators when a file has not changed for longer, such as 24h or 7d, and when it has again; ' +
        '"off" (default): never',
      '--unregistered-reports':
        'write all unregistered IDs of each import into the bucket, as a CSV file (default: off)',
      '--mail-on-success':
        'mail its administrators of files that are published, too (default: off)',
      '--daily-digest':
        'mail its administrators once a day what became of its files, from this hour on, 0 to 23 in UTC; "on": 0; ' +
        '"off" (default): never',
    },
  },
  'project list': { about: 'all projects', parts: {} },
  'project show': { about: 'one project', parts: { id: projectId } },
  'project pause': {
    about: 'stop importing files of a project, and wait until none of its imports runs',
    parts: { id: projectId, '--wait-timeout': waitTimeout },
  },
  'project resume': { about: 'import files of a paused project again', parts: { id: projectId } },
  'project delete': {
    about: 'delete a project and all its audiences; its users and files stay',
    parts: { id: projectId, '--yes': 'needed, because there is no way back' },
  },
  users: { about: 'registered users', parts: {} },
  'users load': {
    about: 'register the user IDs of a file; those that are registered already stay',
    parts: { project: projectId, ...userList, '--from-line': fromLine },
  },
  'users remove': {
    about: 'unregister the user IDs of a file; audiences lose them at their next import',
    parts: { project: projectId, ...userList, '--from-line': fromLine },
  },
  'users sync': {
    about:
      'make the registered users exactly those of a file: add who is missing, remove who is not in it',
    parts: {
      project: projectId,
      ...userList,
      '--yes': 'do it without asking',
      '--max-removal':
        'refuse to remove more than so many percent of the registered users: the file may be a part of the list',
    },
  },
  'users count': {
    about: 'how many users are registered; all of them are read',
    parts: { project: projectId },
  },
  'users contains': {
    about: 'say whether each of these IDs is registered',
    parts: {
      project: projectId,
      id: 'exactly as in files; put -- before them if one begins with a dash',
    },
  },
  scan: {
    about: 'look for new and changed files now, instead of at the next tick',
    parts: {
      '--wait':
        'wait until every import that is due has ended; on a local stack, also until its mails are sent',
      '--wait-mails': 'wait for the imports, and until the mails about them are sent',
      '--wait-timeout': waitTimeout,
    },
  },
  ...audienceCommands,
  import: { about: 'imports of files', parts: {} },
  'import history': {
    about:
      'the last imports of a project or of one audience, newest first: what changed, what it cost, and what operators decided between them',
    parts: { project: projectId, name, '--limit': 'how many at most' },
  },
  'import validate': {
    about: 'say what an import of a file would do, and change nothing',
    parts: {
      project: projectId,
      file,
      '--key':
        "a file in the bucket in place of one here: its name under the project's path, or the object's key",
      '--name':
        'the audience that it is compared with, without .csv (default: as the file is called)',
    },
  },
  'dead-letter': { about: 'imports that were given up', parts: {} },
  'dead-letter redrive': {
    about: 'import each file again whose import was given up; also list malformed messages',
    parts: {},
  },
  repair: {
    about:
      'make the tables fit together again after one was lost or restored: audiences without chunks are imported again, chunks without audiences removed a day later',
    parts: {
      project: 'look at this one only; chunks that belong to no audience are left out then',
      '--dry-run': 'say what would be done, and change nothing',
      '--yes': 'do not ask first',
    },
  },
  estimate: {
    about: 'what a month costs, from the imports of the last 30 days and a price list',
    parts: { project: 'only what the imports of this one cost' },
  },
  mail: { about: 'mails to administrators', parts: {} },
  'mail list': {
    about: 'the mails that the local stack has sent, oldest first; with --local only',
    parts: {},
  },
  doctor: {
    about: 'what is missing for the stack to work, before and after it is deployed',
    parts: {
      '--sender-email':
        'before deploying: where mails will come from, in place of "senderEmail" in cdk.json',
    },
  },
  completion: {
    about: 'print a script with which the tab key completes commands, options and names',
    parts: { shell: 'the shell that reads it' },
  },
};
export type CommandTexts = typeof commands;
