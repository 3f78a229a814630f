iopfit help F005; iopfit help c403; iopfit help E999; iopfit help chekc
