#!/bin/bash
# Runs `iopfit ask` in a real terminal (tmux) and looks at the screen as a person would. Each case is
# a function whose name says what holds. It waits for what must appear, and the time limit only ends
# a test that has failed anyway. Prints each failure with its screen, and `N passed, M failed`.
#
# usage: run.sh [--update] [FILTER]
#   --update  write the screens that come out as the ones that are expected (screens/)
#   FILTER    only cases whose name holds this text
#
# IOPFIT names the program (default: build/iopfit of this source tree), IOPFIT_WRAPPER a program to run
# it under (valgrind).
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd) || exit 1
program=$(realpath "${IOPFIT:-$here/../../build/iopfit}")
update=false
filter=
for argument; do
    case $argument in
    --update) update=true ;;
    -*) echo "usage: run.sh [--update] [FILTER]" >&2; exit 2 ;;
    *) filter=$argument ;;
    esac
done
[ -x "$program" ] || { echo "run.sh: there is no program at $program; build it, or set IOPFIT" >&2; exit 1; }
command -v tmux >/dev/null || { echo "run.sh: tmux is not installed"; exit 77; }

scratch=$(mktemp -d) || exit 1
socket=$scratch/tmux # a new one for each terminal
trap 'tmux -S "$socket" kill-server 2>/dev/null; rm -rf "$scratch"' EXIT
work=$scratch/work # where the program runs; its file names must never be offered
patience=${PATIENCE:-300} # tenths of a second that a screen may take
terminals=0

# ---- The terminal ---------------------------------------------------------------------------------

tm() { tmux -S "$socket" "$@"; }

# A shell with job control in a fresh terminal. VARIABLE=VALUE arguments are its surroundings.
terminal() { # WIDTH HEIGHT [VARIABLE=VALUE]...
    local width=$1 height=$2
    shift 2
    tm kill-server 2>/dev/null
    terminals=$((terminals + 1))
    socket=$scratch/tmux.$terminals
    rm -rf "$work"
    mkdir "$work"
    touch "$work/alcohol.txt" "$work/danger.txt" "$work/zebra.txt"
    cp "$here/small.yaml" "$work/small.yaml"
    printf '#!/bin/sh\nexec %s "%s" "$@"\n' "${IOPFIT_WRAPPER:-}" "$program" >"$scratch/iopfit"
    chmod +x "$scratch/iopfit"
    env LC_ALL=C.UTF-8 TERM=xterm tmux -S "$socket" -u -f /dev/null \
        new-session -d -x "$width" -y "$height" -c "$work" \
        "env -i PATH='$scratch:$PATH' HOME='$work' TERM=screen LANG=C.UTF-8 PS1='\$ ' $* sh -i"
    tm set-option -g history-limit 5000 >/dev/null
    stands_on '$'
}

# What has been on the screen since the terminal began.
screen() { tm capture-pane -p -S - 2>/dev/null; }
without_blank_ends() { sed '/./,$!d' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'; }
# What is on it now.
visible() { tm capture-pane -p 2>/dev/null; }
# The line of the cursor.
last_line() { visible | sed '/^ *$/d' | tail -n 1; }

fail() { # MESSAGE
    [ -n "$failure" ] || failure="$1"$'\n'"$(screen | without_blank_ends | sed 's/^/    | /')"
}

# Waits until the command says yes.
wait_for() { # COMMAND...
    local left=$patience
    [ -z "$failure" ] || return 1
    until "$@"; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        sleep 0.1
    done
}
has() { screen | grep -qF -- "$1"; }
has_twice() { [ "$(screen | grep -cF -- "$1")" -ge 2 ]; }
ends_with() { [ "$(last_line)" = "$1" ]; }
file_has() { grep -qF -- "$2" "$1" 2>/dev/null; }

sees() { wait_for has "$1" || fail "\`$1\` did not appear"; }
sees_again() { wait_for has_twice "$1" || fail "\`$1\` did not appear a second time"; }
stands_on() { wait_for ends_with "$1" || fail "the cursor's line is not \`$1\` but \`$(last_line)\`"; }
# On the screen now, not only above it.
stays() { visible | grep -qF -- "$1" || fail "\`$1\` has scrolled away"; }
never_saw() { ! has "$1" || fail "\`$1\` appeared"; }
says_file() { wait_for file_has "$1" "$2" || fail "\`$2\` is not in $1"; }
# The log says it and ends with a prompt.
log_waits() { file_has "$work/log" "$1" && [ "$(tail -c 2 "$work/log")" = '> ' ]; }
log_asks() { wait_for log_waits "$1" || fail "the log does not ask \`$1\`"; }

key() { tm send-keys "$@"; }
type_in() { tm send-keys -l -- "$1"; }
bytes() { tm send-keys -H "$@"; } # in hexadecimal
enter() { type_in "$1" && key Enter; } # TEXT
# A prompt with nothing typed, and then TEXT and Enter.
answer() { stands_on ">" && enter "$1"; }

has_size() { [ "$(stty size -F "$(tm display -p '#{pane_tty}')")" = "$2 $1" ]; }
resize() { # WIDTH HEIGHT
    tm resize-window -x "$1" -y "$2"
    wait_for has_size "$1" "$2" || fail "the terminal is not $1 columns wide"
}

# Starts the interview; the rest are its arguments. Afterwards the shell says `status=N`.
ask() {
    enter "iopfit ask -q small.yaml $*; echo \"status=\$?\""
    sees 'Press Enter to begin.'
}
# The same, and up to the first question.
ask_first() {
    ask "$@"
    answer ''
    sees 'Question 1 '
}
ended() { sees "status=$1"; } # STATUS

# The whole course of being ended from outside.
is_ended_by() { # SIGNAL STATUS
    terminal 80 50
    enter 'stty -g >before'
    enter "sh -c 'echo \$\$ >pid; exec iopfit ask -q small.yaml'; echo \"status=\$?\""
    sees 'Press Enter to begin.'
    answer ''; sees 'Question 1 '
    stands_on '>'
    kill -"$1" "$(cat "$work/pid")"
    ended "$2"
    enter 'stty -g | cmp - before && echo as before'
    sees 'as before'
}

# Compares the whole transcript with the expected one.
matches_screen() { # NAME
    [ -z "$failure" ] || return
    local expected=$here/screens/$1.txt actual=$scratch/actual
    screen | without_blank_ends >"$actual"
    if $update && ! cmp -s "$expected" "$actual"; then
        cp "$actual" "$expected" && echo "updated screens/$1.txt"
    fi
    cmp -s "$expected" "$actual" || {
        failure="the transcript is not screens/$1.txt:"$'\n'"$(diff -u "$expected" "$actual" | sed 1,2d)"
    }
}

# The answers that lead to the end of small.yaml.
answer_all() {
    answer no; sees 'Question 2 '
    answer 40; sees 'Question 3 '
    answer '1 3'; sees 'Question 4 '
    answer 2; sees 'Question 5 '
    answer 9; sees 'Question 6 '
    answer no; sees 'Question 7 '
    answer 0; sees 'Question 8'
    answer bus; sees 'That was the last question.'
}

# A file without its times.
without_times() { sed 's/time: .*/time: T/' "$1"; }

# ---- Whole interviews -------------------------------------------------------------------------------

a_whole_interview_by_numbers() {
    terminal 80 60
    ask
    answer ''; sees 'Question 1 '
    answer 2; sees 'Question 2 '
    answer 40; sees 'Question 3 '
    answer '1 3'; sees 'Question 4 '
    answer 3; sees 'Question 5 '
    answer 9; sees 'Question 6 '
    answer 2; sees 'Question 7 '
    answer '1,2'; sees 'Question 8'
    answer 'I come by bus'; sees 'That was the last question.'
    answer ''; ended 0
    matches_screen whole_80
}

the_same_on_a_narrow_screen() {
    terminal 40 60
    ask
    answer ''; sees 'Question 1 '
    answer '?'; sees 'Why we ask: To get you help'
    answer no; sees 'Question 2 '
    answer 40; sees 'Question 3 '
    answer '/help'; sees 'What you can type'
    answer '1 3'; sees 'Question 4 '
    answer 3; sees 'Question 5 '
    answer 9; sees 'Question 6 '
    answer 2; sees 'Question 7 '
    answer none; sees 'Question 8'
    answer -; sees 'That was the last question.'
    answer ''; ended 0
    matches_screen whole_40
}

answers_by_ids_and_beginnings() {
    terminal 80 50
    ask_first
    answer n; sees 'Your answer: no'
    answer 40; sees 'Your answer: 40 years'
    answer 'canna, alcohol'; sees 'Your answer: Alcohol (beer, wine, liquor); Cannabis'
    answer '1-7'; sees 'Your answer: 1–7 days ago'
    answer 0; sees 'Your answer: 0 drinks'
    answer 'a j'; sees 'Your answer: A job'
    answer /u; sees 'Your answer: not sure'
    answer ''; ended 0
}

only_what_can_still_matter_is_asked() {
    terminal 80 50
    ask_first
    answer no; sees 'Question 2 '
    answer 30; sees 'Question 3 '
    answer 0; sees 'That was the last question.'
    never_saw 'Question 4'
    answer ''; ended 0
}

with_all_everything_that_applies_is_asked() {
    terminal 80 50
    ask_first --all
    answer no; sees 'Question 2 '
    answer 30; sees 'Question 3 '
    answer 0; sees 'Are you alone at night?'
    answer no; sees 'What must your schedule respect?'
    answer 0; sees 'anything else we should know?'
    answer no; sees 'That was the last question.'
    answer ''; ended 0
}

# ---- Help, back, leaving out -----------------------------------------------------------------------

help_tells_why_and_asks_again() {
    terminal 80 50
    ask_first
    answer no; sees 'Question 2 '
    answer 30; sees 'Question 3 '
    answer '?'
    sees 'Why we ask: Some of them can make you sick when you stop.'
    sees 'Count what you take now. Leave out tobacco.'
    sees_again 'Which of these have you used in the last 12 months?'
    stands_on '>'
}

back_takes_the_last_answer_back() {
    terminal 80 50
    ask_first
    answer '<'; sees 'This is the first question.'
    answer no; sees 'Question 2 '
    answer 30; sees 'Question 3 '
    answer '<'; sees 'Back to the question before. Your answer was: 30 years'
    sees_again 'How old are you?'
    answer 70; sees 'Your answer: 70 years'
}

leaving_out_and_not_knowing_lead_to_staff() {
    terminal 80 50
    ask_first
    answer -; sees 'Your answer: prefer not to say'
    answer /unsure; sees 'Your answer: not sure'
    answer /u; sees 'Question 4 '
    answer -; sees 'Question 5 '
    answer -; sees 'Question 6 '
    answer -; sees 'That was the last question.'
    answer ''; sees 'Please talk with us first.'
    ended 0
}

# ---- Stopping ---------------------------------------------------------------------------------------

quitting_asks_first() {
    terminal 80 50
    ask_first
    answer /quit; sees 'Do you want to stop?'
    answer perhaps; sees 'Please type yes to stop, or no to go on.'
    answer no; sees 'Good. We go on.'
    sees_again 'Are you in danger right now?'
    answer /q; sees_again 'Do you want to stop?'
    answer yes; sees 'Stopped. Your answers were not kept.'
    ended 75
}

control_d_asks_first_too() {
    terminal 80 50
    ask_first
    stands_on '>'
    key C-d; sees 'Do you want to stop?'
    answer ''; sees 'Good. We go on.'
    stands_on '>'
    type_in ab
    stands_on '> ab'
    key C-d C-d C-d # at the end of a line that is not empty it does nothing
    key BSpace BSpace
    stands_on '>'
    key C-d; sees_again 'Do you want to stop?'
    stands_on '>'
    key C-d; ended 75
}

control_c_ends_at_once_with_the_terminal_restored() {
    terminal 80 50
    enter 'stty -g >before'
    ask_first
    stands_on '>'
    type_in 'half a'
    stands_on '> half a'
    key C-c
    ended 130
    enter 'stty -g | cmp - before && echo as before'
    sees 'as before'
}

control_c_at_the_welcome_and_at_the_end_does_too() {
    terminal 80 50
    enter 'stty -g >before'
    ask
    stands_on '>'
    key C-c
    ended 130
    enter clear
    ask_first
    answer no; sees 'Question 2 '
    answer 30; sees 'Question 3 '
    answer 0; sees 'That was the last question.'
    stands_on '>'
    key C-c
    sees_again 'status=130'
    never_saw 'Less may do.'
    enter 'stty -g | cmp - before && echo as before'
    sees 'as before'
}

sigterm_ends_it_with_the_terminal_restored() { is_ended_by TERM 143; }
sighup_ends_it_with_the_terminal_restored() { is_ended_by HUP 129; }
sigquit_ends_it_with_the_terminal_restored() { is_ended_by QUIT 131; }
sigint_from_elsewhere_ends_it_with_130() { is_ended_by INT 130; }

control_z_and_fg_bring_the_question_and_the_typed_text_back() {
    terminal 80 50
    enter 'stty -g >before'
    ask_first
    stands_on '>'
    type_in 'n'
    stands_on '> n'
    key C-z
    sees 'Stopped'
    enter 'stty -g | cmp - before && echo as before'
    sees 'as before'
    enter fg
    sees_again 'Are you in danger right now?'
    stands_on '> n'
    enter o
    sees 'Your answer: no'
    sees 'Question 2 '
}

a_terminal_that_goes_away_ends_it() {
    terminal 80 50
    enter "sh -c 'echo \$\$ >pid; exec iopfit ask -q small.yaml -o answers.yaml'"
    sees 'Press Enter to begin.'
    answer ''; sees 'Question 1 '
    local pid
    pid=$(cat "$work/pid")
    tm kill-server
    gone() { ! kill -0 "$pid" 2>/dev/null; }
    wait_for gone || fail "it still runs"
    [ ! -e "$work/answers.yaml" ] || fail "it left a file of answers"
}

# ---- Changing, notes, saving, overriding -----------------------------------------------------------

any_answer_can_be_changed_from_the_review() {
    terminal 80 120
    ask_first --show-outcome
    answer /review; sees 'There are no answers yet.'
    answer no; sees 'Question 2 '
    answer '/note was not sure'; sees 'Noted. Now the question again.'
    answer 40; sees 'Question 3 '
    answer '1 3'; sees 'Question 4 '
    answer /review; sees 'To change an answer, type its number. To go on, press Enter.'
    answer 5; sees '"5" is no number of this list.'
    answer 3; sees 'Changing answer 3. It is now: Alcohol (beer, wine, liquor); Cannabis'
    answer '<'; sees 'Nothing was changed.'
    answer ''; sees_again 'Question 4 '
    answer 2; sees 'Question 5 '
    answer 9; sees 'Question 6 '
    answer yes; sees 'Outcome so far: inpatient (certain)'
    answer 5; sees 'Changing answer 5.'
    answer 0; sees 'Because of it there may be 2 more questions'
    matches_screen review_80
}

staff_who_see_the_outcome_see_what_settles_it_and_what_would_lead_elsewhere() {
    terminal 80 200
    ask_first --show-outcome '>result.txt'
    answer_all
    answer ''; ended 0
    sees 'The answers that settle it'
    sees 'What would lead to another recommendation'
    says_file "$work/result.txt" 'Recommendation: '
    ! file_has "$work/result.txt" 'settle it' || fail 'the result says more than the person is to see'
}

the_result_can_be_overridden_and_stays_in_the_record() {
    terminal 80 160
    ask_first --save saved.yaml -o answers.yaml
    answer_all
    answer ''; sees 'For staff: press Enter to end.'
    answer /review; sees 'The result was given. There is no way back from here.'
    answer /override; sees 'Your decision, 1 of 4'
    answer ''; sees 'This has to be answered.'
    answer 3; sees 'Your decision, 2 of 4'
    answer judgement; sees 'Your decision, 3 of 4'
    answer 'shaking hands'; sees 'Your decision, 4 of 4'
    answer 'bed is scarce'; sees 'Your decision is recorded. The result stays beside it.'
    answer ''; ended 0
    matches_screen override_80
    [ "$(without_times "$work/saved.yaml")" = "$(without_times "$work/answers.yaml" | grep -v '^#')" ] ||
        fail 'the two files differ'
    without_times "$work/saved.yaml" >"$scratch/saved"
    cmp -s "$scratch/saved" "$here/screens/override.yaml" ||
        { $update && cp "$scratch/saved" "$here/screens/override.yaml"; } ||
        fail "$(diff "$scratch/saved" "$here/screens/override.yaml")"
    [ "$(stat -c %a "$work/saved.yaml")" = 600 ] || fail 'others can read the file'
}

an_interview_is_saved_after_each_answer_and_resumed() {
    terminal 80 60
    ask_first --save saved.yaml
    sees 'After each answer, all of them are saved in the file saved.yaml.'
    answer no; sees 'Question 2 '
    says_file "$work/saved.yaml" 'danger: no'
    answer 40; sees 'Question 3 '
    says_file "$work/saved.yaml" 'age: 40'
    answer /quit; sees 'Your answers stay in the file saved.yaml'
    answer yes; sees 'Your answers so far are in the file saved.yaml.'
    ended 75
    enter 'clear; iopfit ask -q small.yaml --save saved.yaml; echo "again=$?"'
    sees 'to go on with the interview in it, use --resume'
    sees 'again=2'
    enter 'clear; iopfit ask -q small.yaml --resume saved.yaml; echo "third=$?"'
    sees '2 answers are there already.'
    answer ''; sees 'Question 3 '
    answer 0; sees 'That was the last question.'
    answer ''; sees 'For staff'
    answer ''; sees 'third=0'
    says_file "$work/saved.yaml" 'state: finished'
    enter 'clear; iopfit ask -q small.yaml --resume saved.yaml'
    sees 'All questions are answered.'
    stands_on '>'; key C-c; stands_on '$'
    enter 'clear; iopfit score -q small.yaml saved.yaml'
    sees '"outcome":"less"'
}

a_questionnaire_that_has_changed_keeps_what_fits_and_lists_the_rest() {
    terminal 80 60
    ask_first --save saved.yaml
    answer no; sees 'Question 2 '
    answer 40; sees 'Question 3 '
    answer '1 3'; sees 'Question 4 '
    stands_on '>'; key C-c; ended 130
    sed -i 's/id: alcohol, label/id: beer, label/; s/"alcohol" in/"beer" in/' "$work/small.yaml"
    enter 'clear; iopfit ask -q small.yaml --resume saved.yaml; echo "status=$?"'
    sees 'The questionnaire has changed since this interview was begun'
    sees '  - substances: alcohol, cannabis (`substances` has no choice `alcohol`)'
    sees '2 answers are there already.'
    answer ''; sees 'Question 3 '
    says_file "$work/saved.yaml" 'substances: [alcohol, cannabis]'
    cp "$here/small.yaml" "$work/other.yaml"
    sed -i 's/^id: small/id: other/' "$work/other.yaml"
    stands_on '>'; key C-c; stands_on '$'
    enter 'clear; iopfit ask -q other.yaml --resume saved.yaml; echo "other=$?"'
    sees 'saved.yaml:'
    sees 'this interview is about another questionnaire'
    sees 'other=1'
}

plain_lines_are_for_screen_readers() {
    terminal 80 100
    enter 'stty -g >before'
    stands_on '$'
    ask_first --plain
    answer '?'; sees 'Why we ask: To get you help'
    answer no; sees 'Question 2 '
    answer 40; sees 'Question 3 '
    answer /help; sees 'What you can type'
    answer 0; sees 'That was the last question.'
    answer 2; sees 'Changing answer 2.'
    answer '<'; sees 'Nothing was changed.'
    answer ''; ended 0
    matches_screen plain_80
    enter 'stty -g | cmp - before && echo as before'
    sees 'as before'
}

plain_lines_never_move_the_cursor() {
    terminal 80 50
    local way
    for way in --plain ACCESSIBLE=1 TERM=dumb; do
        rm -f "$work/log"
        case $way in
        --*) enter "clear; script -qfc 'iopfit ask -q small.yaml $way' log >/dev/null" ;;
        *) enter "clear; $way script -qfc 'iopfit ask -q small.yaml' log >/dev/null" ;;
        esac
        log_asks 'Press Enter to begin.'; key Enter
        log_asks '2: No'; enter 1
        log_asks 'We ask nothing more'; key Enter
        stands_on '$'
        says_file "$work/log" '1: Yes'
        [ "$(tr -d '[:print:]\n\r\t' <"$work/log" | LC_ALL=C tr -d '\200-\377' | wc -c)" = 0 ] ||
            fail "$way: control characters: $(cat -v "$work/log")"
    done
}

silence_ends_it() {
    terminal 80 50
    enter 'stty -g >before'
    ask_first --timeout 2 --save saved.yaml
    answer no; sees 'Question 2 '
    sees 'Nothing was typed for 2 seconds, so the interview ends here.'
    sees 'Your answers so far are in the file saved.yaml.'
    ended 75
    says_file "$work/saved.yaml" 'danger: no'
    enter 'stty -g | cmp - before && echo as before'
    sees 'as before'
}

whoever_goes_on_typing_is_not_silent() {
    terminal 80 50
    ask_first --timeout 3
    stands_on '>'
    for letter in a b c d e f g h; do
        sleep 0.7
        key $letter
    done
    stands_on '> abcdefgh'
    never_saw 'Nothing was typed'
}

another_width_shows_the_question_again() {
    terminal 80 50
    ask_first
    answer no; sees 'Question 2 '
    stands_on '>'
    type_in 4
    stands_on '> 4'
    resize 40 50
    sees_again 'Question 2 (at most 6 more)'
    stands_on '> 4'
    enter 0; sees 'Your answer: 40 years'
}

a_saved_interview_survives_every_way_to_end() {
    local signal
    for signal in INT TERM HUP QUIT KILL; do
        terminal 80 50
        enter "sh -c 'echo \$\$ >pid; exec iopfit ask -q small.yaml --save saved.yaml'; echo \"status=\$?\""
        sees 'Press Enter to begin.'
        answer ''; sees 'Question 1 '
        answer no; sees 'Question 2 '
        stands_on '>'; type_in 4
        stands_on '> 4'
        kill -"$signal" "$(cat "$work/pid")"
        sees 'status=1'
        says_file "$work/saved.yaml" 'danger: no'
        [ -z "$(find "$work" -name '.iopfit*')" ] || fail "$signal: files were left"
    done
}

in_the_c_locale_and_wide_and_small() {
    terminal 40 20 LC_ALL=C
    ask_first
    answer no; sees 'Question 2 '
    answer 40; sees 'Question 3 '
    answer 4; sees 'Your answer: Café and other uppers'
    answer /review; sees 'To change an answer'
    matches_screen c_40x20
    terminal 200 50
    ask_first
    answer no; sees 'Question 2 '
    answer 40; sees 'Question 3 '
    answer 4; sees 'Your answer: Café and other uppers'
    answer /review; sees 'To change an answer'
    matches_screen utf8_200x50
    terminal 80 24 LC_ALL=C
    ask_first
    answer yes; sees 'We ask nothing more now.'
    answer /review; sees 'To change an answer'
    matches_screen c_80x24
}

# ---- Wrong things typed -----------------------------------------------------------------------------

what_is_not_understood_is_refused_with_a_sentence() {
    terminal 100 50
    ask_first
    answer ''; sees 'Please type an answer. To leave this question out, type - (a minus sign).'
    answer maybe; sees '"maybe" is not on the list. Please type yes or no.'
    answer 3; sees 'There is no number 3 here. Please type yes or no.'
    answer /what; sees 'There is no "/what" here. After a slash you can type /unsure,'
    answer no; sees 'Question 2 '
    answer many; sees '"many" is not a number. Please type a whole number from 10 to 120, in digits.'
    answer 999999999999999999999; sees '"999999999999999999999" is too large.'
    answer １; sees '"１" is not written with the digits 0 to 9.'
    answer 12abc; sees '"12abc" is more than a plain number.'
    answer 3.5; sees '"3.5" is not a whole number.'
    answer 9; sees '"9" is too small.'
    answer 30; sees 'Question 3 '
    answer 13; sees 'There is no number 13 here. Please type the numbers of all that fit'
    answer '0 1'; sees '"None" cannot stand together with others.'
    answer alcool; sees 'Did you mean 1 (Alcohol (beer, wine, liquor))?'
    answer cafe; sees 'Question 4 '
    answer d; sees '"d" is not on the list.'
    stands_on '>'
}

a_very_long_line_is_refused() {
    terminal 80 50
    ask_first
    stands_on '>'
    local long
    long=$(printf 'x%.0s' $(seq 700))
    type_in "$long"
    type_in "$long"
    key Enter
    sees 'That is too long to read. Please type a shorter answer.'
    answer no; sees 'Question 2 '
}

control_and_foreign_bytes_do_nothing_or_are_refused() {
    terminal 80 50
    ask_first
    stands_on '>'
    bytes 00 07 0b 0c 0e 0f 10 11 12 13 14 16 18 19 1d 1e 1f
    stands_on '>'
    bytes ff fe 0d
    sees 'That had signs in it that are no letters or digits.'
    answer no; sees 'Question 2 '
}

text_pasted_with_line_ends_is_one_line() {
    terminal 80 50
    ask_first
    stands_on '>'
    tm set-buffer $'no\n40\n1'
    tm paste-buffer -p # as terminals paste: between brackets
    wait_for has '40' || fail 'nothing was pasted'
    key Enter
    sees 'That was more than one line. Please type one answer.'
    never_saw 'Question 2'
    answer no; sees 'Question 2 '
}

a_paste_that_never_ends_does_not_hold_the_program() {
    terminal 80 50
    enter 'stty -g >before'
    ask_first
    stands_on '>'
    bytes 1b 5b 32 30 30 7e # the opening bracket of a paste, and no closing one
    type_in 'abc'
    key Enter
    key C-c; ended 130
    enter 'stty -g | cmp - before && echo as before'
    sees 'as before'
}

lines_that_came_before_a_question_do_not_answer_it() {
    local way
    for way in '' --plain; do
        terminal 80 60
        ask_first $way
        stands_on '>'
        tm set-buffer $'no\n40\n0\n'
        tm paste-buffer # without brackets: as if it were typed
        sees 'What was typed before this was on the screen was not taken.'
        sees 'Your answer: no'
        stands_on '>'
        never_saw 'Your answer: 40'
        never_saw 'Question 3'
        answer 40; sees 'Question 3 '
        answer 0; sees 'That was the last question.'
    done
}

what_was_typed_before_the_program_came_does_not_begin_it() {
    terminal 80 60
    enter 'sleep 1; iopfit ask -q small.yaml; echo "status=$?"'
    type_in $'\r\ryes\r'
    sees 'Press Enter to begin.'
    sees 'What was typed before this was on the screen was not taken.'
    stands_on '>'
    never_saw 'Question 1'
    answer ''; sees 'Question 1 '
    answer no; sees 'Question 2 '
}

# ---- Keys -------------------------------------------------------------------------------------------

tab_lists_the_choices_and_never_files() {
    terminal 80 50
    ask
    stands_on '>'
    key Tab Tab
    stands_on '>'
    answer ''; sees 'Question 1 '
    stands_on '>'
    key Tab
    sees_again '  1  Yes'
    stands_on '>'
    answer no; sees 'Question 2 '
    stands_on '>'
    key Tab Tab
    type_in 3; stands_on '> 3'
    key Tab Tab
    stands_on '> 3'
    enter 0; sees 'Question 3 '
    stands_on '>'
    key Tab
    sees_again '  0  None of these'
    stands_on '>'
    type_in z; stands_on '> z'
    key Tab Tab # zebra.txt is a file here
    stands_on '> z'
    key C-u
    stands_on '>'
    type_in al; stands_on '> al'
    key Tab
    stands_on '> alcohol'
    type_in ', ca'; stands_on '> alcohol, ca'
    key Tab
    sees_again '  3  Cannabis'
    sees_again '  4  Café and other uppers'
    stands_on '> alcohol, ca'
    type_in n; stands_on '> alcohol, can'
    key Tab
    stands_on '> alcohol, cannabis'
    key Enter; sees 'Question 4 '
    stands_on '>'
    type_in mo; stands_on '> mo'
    key Tab
    stands_on '> More than 30 days ago'
    key C-u
    type_in to; stands_on '> to'
    key Tab
    stands_on '> today'
    key Enter; sees 'Your answer: In the last 24 hours'
    never_saw '.txt'
}

erased_text_cannot_be_brought_back() {
    terminal 80 50
    ask_first
    stands_on '>'
    type_in 'a secret'
    stands_on '> a secret'
    key C-w; stands_on '> a'
    key C-y; key M-y
    type_in z; stands_on '> a z' # nothing came back before it
    key C-u; stands_on '>'
    key C-y; key C-_; key M-.
    type_in z; stands_on '> z'
}

there_is_no_history() {
    terminal 80 50
    ask_first
    answer no; sees 'Question 2 '
    stands_on '>'
    key Up Up C-p C-r Down
    type_in 4; stands_on '> 4'
}

keys_move_within_the_line_and_others_do_nothing() {
    terminal 80 50
    ask_first
    stands_on '>'
    type_in n; stands_on '> n'
    key Left; type_in a; stands_on '> an'
    key End; type_in z; stands_on '> anz'
    key Home; type_in b; stands_on '> banz'
    key DC; stands_on '> bnz'
    key Right Right BSpace; stands_on '> bn'
    key F1 F2 F5 F12 PageUp PageDown IC M-x M-f M-d C-t C-k
    type_in y; stands_on '> bny'
    key C-a; type_in 1; stands_on '> 1bny'
    key C-e; type_in 2; stands_on '> 1bny2'
}

control_s_does_not_freeze_the_screen() {
    terminal 80 50
    ask_first
    stands_on '>'
    key C-s
    type_in no; stands_on '> no'
    key Enter; sees 'Question 2 '
}

an_inputrc_is_not_read() {
    terminal 80 50
    printf '"n": "yes"\nset editing-mode vi\n' >"$work/.inputrc"
    cp "$work/.inputrc" "$work/rc"
    enter 'export INPUTRC=$PWD/rc'
    ask_first
    stands_on '>'
    type_in no; stands_on '> no'
    enter ''; sees 'Your answer: no'
}

letters_of_several_bytes_are_erased_whole_in_any_locale() {
    local locale
    for locale in C.UTF-8 C; do
        terminal 80 50 LC_ALL=$locale
        ask_first
        stands_on '>'
        type_in 'añ１'
        stands_on '> añ１'
        key BSpace; stands_on '> añ'
        key BSpace; stands_on '> a'
        key C-u
        answer no; sees 'Question 2 '
        answer 30; sees 'Question 3 '
        sees 'Café and other uppers'
    done
}

# ---- Screens ----------------------------------------------------------------------------------------

a_resize_changes_the_width_of_what_comes() {
    terminal 80 50
    ask_first
    stands_on '>'
    type_in n; stands_on '> n'
    resize 40 50
    stands_on '> n'
    enter o; sees 'Question 2 '
    answer 30
    sees 'Which of these have you used in the last'
    sees '12 months?'
    stands_on '>'
    resize 80 50
    answer '?'
    sees 'Which of these have you used in the last 12 months?'
}

no_line_is_wider_than_the_screen() {
    local width lines
    for width in 40 60 200; do
        terminal "$width" 50
        ask_first
        answer '?'; sees 'How to answer:'
        answer /help; sees 'What you can type'
        answer no; sees 'Question 2 '
        answer 30; sees 'Question 3 '
        answer 0; sees 'That was the last'
        answer ''; ended 0
        # A line that the terminal itself had to break would be joined here, and be too wide.
        lines=$(tm capture-pane -p -J -S - | grep -v 'iopfit ask' | sed 's/ *$//' |
            awk -v width="$width" 'length($0) > (width > 100 ? 100 : width)')
        [ -z "$lines" ] || fail "wider than $width: $lines"
    done
}

a_dumb_terminal_gets_plain_text() {
    terminal 80 50 TERM=dumb
    enter "script -qfc 'iopfit ask -q small.yaml' typescript; echo \"status=\$?\""
    sees 'Press Enter to begin.'
    answer ''; sees 'Question 1 '
    answer no; sees 'Question 2 '
    key C-c
    wait_for has 'status=' || fail 'it did not end'
    ! grep -q $'\033' "$work/typescript" || fail 'an escape sequence was written'
}

a_command_without_its_slash_is_not_taken_for_an_answer() {
    terminal 80 60
    ask_first
    answer quit; sees '"quit" is not on the list. Please type yes or no. Type /quit to stop.'
    answer '??'; sees 'Type ? for help with this'
    answer back; sees 'Type < to go back.'
    answer /quit; sees 'Do you want to stop?'
    answer yes; ended 75
}

# ---- Urgent -----------------------------------------------------------------------------------------

an_urgent_answer_shows_the_lines_at_once() {
    terminal 80 50
    ask_first
    answer yes
    sees '911: if you are in danger'
    sees '988: call or text, day or night'
    sees 'We ask nothing more now.'
    never_saw 'Question 2'
    matches_screen urgent
    answer /help; sees 'What you can type'; sees_again 'Your last answer: yes'
    answer '<'; sees 'Back to the question before. Your answer was: yes'
    answer no; sees 'Question 2 '
}

on_a_small_screen_the_urgent_lines_stand_above_the_prompt() {
    terminal 40 20
    sed -i 's/message: Your answers worry us./message: Your answers worry us. Do not stay alone with this./' \
        "$work/small.yaml"
    local more='one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'
    sed -i "s/      - \"988: call/      - \"988: $more $more $more call/" "$work/small.yaml"
    ask_first --save saved.yaml
    answer yes; sees 'change it.'
    stands_on '>'
    stays '- 911: if you are in danger'
    stays '- 988: one two'
    answer ''; sees 'For staff: press Enter to end.'
    stands_on '>'
    stays '- 911: if you are in danger'
    stays '- 988: one two'
}

an_answer_left_out_that_keeps_an_emergency_possible_shows_the_lines_once() {
    terminal 80 60
    ask_first
    answer -; sees 'Question 2 '
    sees 'You do not have to say. If you or someone else is in danger now,'
    sees '- 911: if you are in danger'
    stands_on '>'
    enter 'clear_no'; sees 'is not a number'
    answer -; sees 'Question 3 '
    [ "$(screen | grep -c 'You do not have to say.')" = 1 ] || fail 'it was shown more than once'
}

what_was_typed_ahead_does_not_wipe_the_urgent_lines_away() {
    terminal 80 50
    ask_first
    stands_on '>'
    type_in $'yes\r\r\r\r'
    sees 'We ask nothing more now.'
    stands_on '>'
    answer ''; ended 0
}

# ---- Streams and files ------------------------------------------------------------------------------

only_the_result_goes_to_standard_output() {
    terminal 80 50
    ask_first '>result.txt'
    answer no; sees 'Question 2 '
    answer 30; sees 'Question 3 '
    answer 0; sees 'That was the last question.'
    answer ''; ended 0
    never_saw 'Less may do.'
    says_file "$work/result.txt" 'Less may do.'
    ! file_has "$work/result.txt" 'Question 1' || fail 'a question went to standard output'
    ! grep -q $'\033' "$work/result.txt" || fail 'an escape sequence went to standard output'
}

without_a_terminal_it_refuses() {
    terminal 120 50
    enter 'iopfit ask </dev/null; echo "status=$?"'
    sees 'iopfit: `ask` needs a terminal; to score answers from a file, use `iopfit score FILE`'
    ended 2
    enter 'clear; iopfit ask 2>errors; echo "again=$?"'
    sees 'again=2'
    says_file "$work/errors" 'iopfit: `ask` needs a terminal'
}

the_answers_are_written_and_read_back() {
    terminal 80 60
    ask -o answers.yaml
    sees 'At the end, your answers are written to the file answers.yaml.'
    answer ''; sees 'Question 1 '
    answer no; sees 'Question 2 '
    answer -; sees 'Question 3 '
    answer 'cannabis cafe'; sees 'Question 4 '
    answer 4; sees 'That was the last question.'
    [ ! -e "$work/answers.yaml" ] || fail 'the file was there before the end'
    answer ''; sees 'For staff: press Enter to end.'
    answer ''
    sees 'Your answers were written to answers.yaml; only you can read this file.'
    ended 0
    [ "$(stat -c %a "$work/answers.yaml")" = 600 ] || fail 'others can read the file'
    [ "$(sed '/^#/d; /^interview:/,$d' "$work/answers.yaml")" = "$(printf '%s\n' 'danger: no' 'age: declined' \
        'substances: [cannabis, cafe]' 'last_use: today')" ] ||
        fail "the file says: $(cat "$work/answers.yaml")"
    file_has "$work/answers.yaml" '# ' || fail 'the result does not stand above the answers'
    enter clear
    enter 'iopfit score -q small.yaml answers.yaml >row; echo "scored=$?"; cat row'
    sees 'scored=0'
    says_file "$work/row" '"outcome":"talk"'
    enter 'iopfit explain -q small.yaml answers.yaml >why; echo "explained=$?"'
    sees 'explained=0'
}

a_file_that_cannot_be_written_is_said_before_the_first_question() {
    terminal 80 50
    enter 'iopfit ask -q small.yaml -o nowhere/answers.yaml; echo "status=$?"'
    ended 74
    sees 'nowhere/answers.yaml'
    never_saw 'Press Enter to begin.'
}

a_file_that_exists_is_refused_before_the_first_question() {
    terminal 120 50
    echo 'age: 77' >"$work/answers.yaml"
    ln -s answers.yaml "$work/link.yaml"
    for name in answers.yaml link.yaml; do
        enter "clear; iopfit ask -q small.yaml -o $name; echo \"$name=\$?\""
        sees "iopfit ask: the file \`$name\` exists already and may hold another person's answers; choose another name"
        sees 'try `iopfit help ask`'
        sees "$name=2"
    done
    never_saw 'Press Enter to begin.'
    [ "$(cat "$work/answers.yaml")" = 'age: 77' ] || fail 'the file was changed'
}

nothing_is_written_when_the_person_stops() {
    local way
    for way in quit interrupt; do
        terminal 80 50
        ask_first -o answers.yaml
        answer no; sees 'Question 2 '
        if [ $way = quit ]; then
            answer /quit; sees 'Do you want to stop?'
            answer yes; ended 75
        else
            stands_on '>'
            key C-c; ended 130
        fi
        [ "$(cd "$work" && echo *)" = 'alcohol.txt danger.txt small.yaml zebra.txt' ] ||
            fail "files were left: $(cd "$work" && ls -a)"
    done
}

answers_and_nothing_else_can_go_to_standard_output() {
    terminal 80 50
    ask_first -o - '>out.yaml'
    answer no; sees 'Question 2 '
    answer 30; sees 'Question 3 '
    answer 0; sees 'That was the last question.'
    answer ''; ended 0
    says_file "$work/out.yaml" 'substances: []'
    ! grep -v '^#' "$work/out.yaml" | grep -q 'Less may do' || fail 'the result stands outside comments'
}

a_full_disk_is_said() {
    terminal 80 50
    ask_first '>/dev/full'
    answer no; sees 'Question 2 '
    answer 30; sees 'Question 3 '
    answer 0; sees 'That was the last question.'
    answer ''
    sees 'cannot be written'
    ended 74
}

a_questionnaire_that_is_broken_or_missing_is_said_first() {
    terminal 80 50
    echo 'format: 1' >"$work/broken.yaml"
    enter 'iopfit ask -q broken.yaml; echo "status=$?"'
    ended 65
    enter 'iopfit ask -q nowhere.yaml; echo "status=$?"'
    ended 66
    never_saw 'Press Enter to begin.'
}

the_built_in_questionnaire_is_asked_from_anywhere() {
    terminal 80 50
    enter 'iopfit ask; echo "status=$?"'
    sees 'Glendora Recovery Center'
    sees 'Press Enter to begin.'
    answer ''; sees 'Question 1 '
    answer /quit; sees 'Do you want to stop?'
    answer y; ended 75
}

# ---- Running ----------------------------------------------------------------------------------------

passed=0
failed=0
# The cases: every function between the two headings.
for case in $(sed -n '/^# ---- Whole/,/^# ---- Running/s/^\([a-z_0-9]*\)() {.*/\1/p' "${BASH_SOURCE[0]}"); do
    case $case in *"$filter"*) ;; *) continue ;; esac
    failure=
    $case
    if [ -z "$failure" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED %s: %s\n' "$case" "$failure"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
