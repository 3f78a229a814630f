iopfit scroe; iopfit score; iopfit score --formt csv a; iopfit score -f xml a; iopfit
# Standard input is there once.
echo '{}' | iopfit score -q ../questionnaires/desk - -; echo "status $?"
