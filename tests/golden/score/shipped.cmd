iopfit score --format csv empty.json | cut -d, -f1-4,6
