iopfit score -q ../questionnaires/desk nowhere.yaml answers.data answers.json; iopfit score -q ../questionnaires/desk nowhere.yaml
