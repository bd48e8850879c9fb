/** What the scripts call: what is typed follows. Not for people. */
export const completeWord = '__complete';

/** In place of words: the shell completes files. */
export const filesWord = ':files';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

const bash = `_audience_import() {
  local found word
  mapfile -t found < <("\${COMP_WORDS[0]}" ${completeWord} "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  COMPREPLY=()
  if [[ "\${found[0]-}" == ${filesWord} ]]; then
    compopt -o default
    return
  fi
  for word in "\${found[@]}"; do COMPREPLY+=("$(printf %q "$word")"); done
}
complete -F _audience_import audience-import
`;

const zsh = `#compdef audience-import
_audience_import() {
  local -a found
  found=("\${(@f)$("\${words[1]}" ${completeWord} "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ "\${found[1]}" == ${filesWord} ]]; then
    _files
    return
  fi
  [[ -n "\${found[1]}" ]] && compadd -- "\${found[@]}"
}
compdef _audience_import audience-import
`;

const fish = `function __audience_import_complete
    set -l typed (commandline -opc) (commandline -ct)
    set -l found (audience-import ${completeWord} $typed[2..-1] 2>/dev/null)
    if test "$found[1]" = ${filesWord}
        __fish_complete_path (commandline -ct)
    else
        printf '%s\\n' $found
    end
end
complete -c audience-import -f -a '(__audience_import_complete)'
`;

/** What a shell reads so that the tab key completes the command. */
export const scripts: Readonly<Record<Shell, string>> = { bash, zsh, fish };
