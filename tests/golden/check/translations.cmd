iopfit check ../questionnaires/translated; rm ../questionnaires/translated/[ef]*.yaml; iopfit check ../questionnaires/translated
