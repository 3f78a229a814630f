# What makes no difference by itself; nothing of it is a fault.
iopfit check --details ../questionnaires/proofs 2>/dev/null | grep detail
