// The scripts by which shells complete a command line. Each holds all words, so that no process starts when somebody presses Tab.
import type { CommandOffer, FlagOffer, Offer } from './offers.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

export function scriptFor(shell: Shell, offers: readonly CommandOffer[]): string {
  return { bash, zsh, fish }[shell](offers);
}

function bash(offers: readonly CommandOffer[]): string {
  const values = (flags: readonly FlagOffer[]) =>
    grouped(flags)
      .map(([value, words]) => `        ${words.join('|')}) ${bashValue(value)}; return ;;`)
      .join('\n');
  const branch = ({ word, words, flags }: CommandOffer) => `    ${word})
      case "$before" in
${values(flags)}
      esac
      case "$now" in
        -*) COMPREPLY=($(compgen -W '${wordsOf(flags)}' -- "$now")) ;;
        *) COMPREPLY=($(compgen -W '${wordsOf(words)}' -- "$now") $(compgen -f -- "$now")) ;;
      esac ;;`;
  return `# standin completion bash > ~/.local/share/bash-completion/completions/standin
_standin() {
  local now="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${wordsOf(offers)}' -- "$now"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${offers.map(branch).join('\n')}
  esac
}
complete -o filenames -F _standin standin
`;
}

function bashValue(value: FlagOffer['value']): string {
  if (value === 'path') return 'COMPREPLY=($(compgen -f -- "$now"))';
  return typeof value === 'string'
    ? 'COMPREPLY=()'
    : `COMPREPLY=($(compgen -W '${value.join(' ')}' -- "$now"))`;
}

function zsh(offers: readonly CommandOffer[]): string {
  const list = (some: readonly Offer[]) =>
    some.map(({ word, says }) => quoted(`${word}:${plain(says)}`)).join(' ');
  const values = (flags: readonly FlagOffer[]) =>
    grouped(flags)
      .map(
        ([value, words]) =>
          `        ${words.map((word) => `(${word})`).join('|')}) ${zshValue(value)}; return ;;`,
      )
      .join('\n');
  const branch = ({ word, words, flags }: CommandOffer) => `    ${word})
      case "$words[CURRENT-1]" in
${values(flags)}
      esac
      if [[ "$words[CURRENT]" == -* ]]; then
        offered=(${list(flags)}); _describe flag offered
      else
        offered=(${list(words)}); _describe word offered; _files
      fi ;;`;
  return `#compdef standin
# standin completion zsh > "\${fpath[1]}/_standin"
_standin() {
  local -a offered
  if (( CURRENT == 2 )); then
    offered=(${list(offers)}); _describe command offered
    return
  fi
  case "$words[2]" in
${offers.map(branch).join('\n')}
  esac
}
compdef _standin standin
`;
}

function zshValue(value: FlagOffer['value']): string {
  if (value === 'path') return '_files';
  return typeof value === 'string' ? ':' : `compadd -- ${value.join(' ')}`;
}

function fish(offers: readonly CommandOffer[]): string {
  const line = (condition: string, rest: string) => `complete -c standin -n ${quoted(condition)} ${rest}`;
  const word = (condition: string, { word, says }: Offer) =>
    line(condition, `-a ${quoted(word)} -d ${quoted(plain(says))}`);
  const flag = (condition: string, { word, says, value }: FlagOffer) =>
    line(condition, `${fishName(word)} -d ${quoted(plain(says))}${fishValue(value)}`);
  const within = (command: string) => `__fish_seen_subcommand_from ${command}`;
  return [
    '# standin completion fish > ~/.config/fish/completions/standin.fish',
    ...offers.map((offer) => word('__fish_use_subcommand', offer)),
    ...offers.flatMap((command) => [
      ...command.words.map((offer) => word(within(command.word), offer)),
      ...command.flags.map((offer) => flag(within(command.word), offer)),
    ]),
    '',
  ].join('\n');
}

const fishName = (word: string) => (word.startsWith('--') ? `-l ${word.slice(2)}` : `-s ${word.slice(1)}`);

function fishValue(value: FlagOffer['value']): string {
  if (value === 'none') return '';
  if (value === 'path') return ' -r -F';
  return typeof value === 'string' ? ' -x' : ` -x -a ${quoted(value.join(' '))}`;
}

/** The flags that take a value, those with the same values together. */
function grouped(flags: readonly FlagOffer[]): readonly (readonly [FlagOffer['value'], readonly string[]])[] {
  const groups = new Map<string, [FlagOffer['value'], string[]]>();
  for (const { word, value } of flags) {
    if (value === 'none') continue;
    const group = groups.get(String(value)) ?? [value, []];
    groups.set(String(value), [value, [...group[1], word]]);
  }
  return [...groups.values()];
}

const wordsOf = (offers: readonly Offer[]) => offers.map(({ word }) => word).join(' ');
/** One line, without what ends a word's name in zsh. */
const plain = (text: string) => text.split('\n')[0]!.replaceAll(':', ' -').replaceAll("'", '’');
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
