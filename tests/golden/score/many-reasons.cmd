# At most five reasons, one neutral line for all that are private, three answers to each.
iopfit score -q ../questionnaires/many --format text many.yaml
