iopfit scroe; iopfit score; iopfit score --formt csv a; iopfit score -f xml a; iopfit
