iopfit help; iopfit --help | head -n 1; iopfit -h | tail -n 1
