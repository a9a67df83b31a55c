"""Completion in shells: a few lines for each shell, which call the program for the possible words."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from .terminal import Screen

# What the scripts below call; not a command for people.
COMMAND = "_complete"
# Tells a shell to complete the name of a file.
FILES = ":files"

# What arguments are called that take a path.
_PATHS = ("FILE", "IDS", "PLAN", "DIR")
# Values that are not checked here, as others may be right too.
_KNOWN = {"datacenter": ("sandbox-us", "sandbox-eu", "us", "ca", "eu")}

_BASH = """\
# eval "$(iinkedsign completion bash)" in ~/.bashrc, or in a file below ~/.local/share/bash-completion/completions
_iinkedsign() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        if [ "$line" = ":files" ]; then
            compopt -o filenames 2>/dev/null
            while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]#=}")
        else
            COMPREPLY+=("${line%%$'\\t'*}")
        fi
    done < <("${COMP_WORDS[0]}" _complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _iinkedsign iinkedsign
"""

_ZSH = """\
#compdef iinkedsign
# eval "$(iinkedsign completion zsh)" in ~/.zshrc after compinit, or as _iinkedsign in a folder of $fpath
_iinkedsign() {
    local line
    local -a found
    for line in "${(@f)$("${words[1]}" _complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        case $line in
            :files) _files ;;
            ?*) found+=("${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}") ;;
        esac
    done
    (( $#found )) && _describe -t words word found
}
if [ "$funcstack[1]" = "_iinkedsign" ]; then
    _iinkedsign "$@"
else
    compdef _iinkedsign iinkedsign
fi
"""

_FISH = """\
# iinkedsign completion fish > ~/.config/fish/completions/iinkedsign.fish
function __iinkedsign_complete
    set -l words (commandline -opc) (commandline -ct)
    for line in ($words[1] _complete -- $words[2..] 2>/dev/null)
        if test "$line" = ":files"
            __fish_complete_path (commandline -ct)
        else
            echo $line
        end
    end
end
complete -c iinkedsign -f -a '(__iinkedsign_complete)'
"""

SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def completion(arguments: argparse.Namespace, screen: Screen) -> int:
    """Prints the script of a shell."""
    screen.line(SCRIPTS[arguments.shell].rstrip("\n"))
    return 0


def complete(parser: argparse.ArgumentParser, words: Sequence[str]) -> int:
    """Prints what may stand in the place of the last word: a line each, with what it means after a tab."""
    for word, meaning in candidates(parser, words):
        print(f"{word}\t{meaning}" if meaning else word)
    return 0


def candidates(parser: argparse.ArgumentParser, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What may stand in the place of the last word, with what it means."""
    # Bash makes three words of `--option=value`.
    *before, last = [word for word in words[:-1] if word != "="] + [
        word.removeprefix("=") for word in words[-1:] or [""]
    ]
    option: argparse.Action | None = None
    place = 0
    for word in before:
        if option is not None:
            option = None
        elif word.startswith("-"):
            name, _, value = word.partition("=")
            found = parser._option_string_actions.get(name)
            option = found if found is not None and found.nargs != 0 and not value else None
        else:
            action = _positional(parser, place)
            place += 1
            if isinstance(action, argparse._SubParsersAction):
                known = action.choices.get(word)
                if known is None:
                    return
                parser, place = known, 0
    if option is None and last.startswith("-") and "=" in last:
        name, _, last = last.partition("=")
        option = parser._option_string_actions.get(name)
        for word, meaning in _values(option, last):
            # A shell that does not split at the sign has the whole for one word.
            yield (word if word == FILES else f"{name}={word}"), meaning
    elif option is not None:
        yield from _values(option, last)
    elif last.startswith("-"):
        yield from _options(parser, last)
    else:
        yield from _values(_positional(parser, place), last)


def _options(parser: argparse.ArgumentParser, begun: str) -> Iterator[tuple[str, str]]:
    for action in parser._actions:
        for name in action.option_strings:
            if name.startswith("--") and name.startswith(begun) and action.help != argparse.SUPPRESS:
                yield name, _meaning(action.help)


def _positional(parser: argparse.ArgumentParser, place: int) -> argparse.Action | None:
    """What takes the positional argument of this place; one that takes several takes all further ones."""
    taken = [action for action in parser._actions if not action.option_strings]
    if place < len(taken):
        return taken[place]
    return taken[-1] if taken and taken[-1].nargs in ("+", "*") else None


def _values(action: argparse.Action | None, begun: str) -> Iterator[tuple[str, str]]:
    if isinstance(action, argparse._SubParsersAction):
        for command in action._choices_actions:
            if command.dest.startswith(begun):
                yield command.dest, _meaning(command.help)
    elif action is not None and (choices := action.choices or _KNOWN.get(action.dest)):
        for choice in choices:
            if str(choice).startswith(begun):
                yield str(choice), ""
    elif action is not None and action.metavar in _PATHS:
        yield FILES, ""


def _meaning(text: str | None) -> str:
    """One line, the first part of it."""
    return (text or "").partition("; ")[0].replace("\n", " ").replace("%%", "%")
