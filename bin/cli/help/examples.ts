/**
 * Examples of every command, as they are typed; what each of them is for says `texts/`, in every language. A test parses all of
 * them, and finds a command that has none.
 */
export const examples = {
  'project put': {
    create: 'audience-import project put shop --admin-email ann@example.com --audience-limit 100',
    move: 'audience-import project put shop --path crm/app/',
    guard: 'audience-import project put shop --max-shrink 30 --hold-first',
  },
  'project list': { list: 'audience-import project list' },
  'project show': { show: 'audience-import project show shop' },
  'project pause': { pause: 'audience-import project pause shop' },
  'project resume': { resume: 'audience-import project resume shop' },
  'project delete': { delete: 'audience-import project delete shop --yes' },
  'users load': {
    load: 'audience-import users load shop user-ids.csv',
    resume: 'audience-import users load shop user-ids.csv --from-line 120001',
    column: 'zcat export.csv.gz | audience-import users load shop - --id-column user_id',
  },
  'users remove': {
    file: 'audience-import users remove shop left.csv',
    one: 'echo user-0001 | audience-import users remove shop -',
  },
  'users sync': {
    ask: 'audience-import users sync shop user-ids.csv',
    script: 'audience-import users sync shop user-ids.csv --yes',
    many: 'audience-import users sync shop user-ids.csv --max-removal 60 --yes',
  },
  'users count': { count: 'audience-import users count shop' },
  'users contains': {
    one: 'audience-import users contains shop user-0001',
    several: 'audience-import users contains shop user-0001 user-0002 --json',
  },
  scan: {
    scan: 'audience-import scan',
    wait: 'audience-import scan --wait',
  },
  'audience list': {
    list: 'audience-import audience list shop',
    rejected:
      'audience-import audience list shop --json | jq \'.[] | select(.status == "rejected")\'',
  },
  'audience show': { show: 'audience-import audience show shop vip' },
  'audience members': {
    members: 'audience-import audience members shop vip > vip.txt',
    combine: 'audience-import audience members shop vip --and news --not bought --csv',
    left: 'audience-import audience members shop vip --version 7 --not vip --count',
  },
  'audience contains': {
    contains: 'audience-import audience contains shop vip user-0001',
    dash: 'audience-import audience contains shop vip -- -0001',
  },
  'audience which': { which: 'audience-import audience which shop user-0001' },
  'audience retry': { retry: 'audience-import audience retry shop vip' },
  'audience rollback': {
    before: 'audience-import audience rollback shop vip',
    to: 'audience-import audience rollback shop vip --to 7',
  },
  'audience approve': {
    approve: 'audience-import audience approve shop vip',
    seen: 'audience-import audience approve shop vip --version 8',
  },
  'audience discard': { discard: 'audience-import audience discard shop vip' },
  'audience expect': {
    look: 'audience-import audience expect shop vip',
    set: 'audience-import audience expect shop vip --every 7d',
    inherit: 'audience-import audience expect shop vip --every inherit',
  },
  'audience guard': {
    look: 'audience-import audience guard shop vip',
    set: 'audience-import audience guard shop vip --max-shrink 20 --max-growth off',
    inherit: 'audience-import audience guard shop vip --max-shrink inherit',
  },
  'audience delete': {
    both: 'audience-import audience delete shop vip --with-file',
    again: 'audience-import audience delete shop vip',
  },
  'import history': {
    project: 'audience-import import history shop',
    audience: 'audience-import import history shop vip --limit 10',
  },
  'import validate': {
    file: 'audience-import import validate shop vip.csv',
    name: 'zcat vip.csv.gz | audience-import import validate shop - --name vip',
    key: 'audience-import import validate shop --key vip.csv',
  },
  'dead-letter redrive': { redrive: 'audience-import dead-letter redrive' },
  repair: {
    look: 'audience-import repair --dry-run',
    repair: 'audience-import repair',
    script: 'audience-import repair shop --yes --json',
  },
  estimate: {
    stack: 'audience-import estimate',
    project: 'audience-import estimate shop --json',
  },
  'mail list': { list: 'audience-import mail list --local' },
  doctor: {
    deployed: 'audience-import doctor',
    before: 'audience-import doctor --sender-email audiences@example.com',
  },
  completion: {
    bash: 'audience-import completion bash >> ~/.bashrc',
    zsh: 'audience-import completion zsh >> ~/.zshrc',
    fish: 'audience-import completion fish > ~/.config/fish/completions/audience-import.fish',
  },
} as const;

export type Examples = typeof examples;
export type CommandName = keyof Examples;
/** All but those that print something for another program. */
export type JsonCommandName = Exclude<CommandName, 'completion'>;
