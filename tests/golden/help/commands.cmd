for command in ask score explain check diff eval help; do iopfit help "$command"; echo; done
iopfit score --help | head -n 1; iopfit help check -h | head -n 1
