iopfit check --dump queries ../questionnaires/proofs >/dev/null 2>&1; ls queries; sed -n "/^p cnf/p" queries/heavy-stays.cnf
