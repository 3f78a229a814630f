# Names that conditions do not know, and what was meant by them.
sed -e 's/when: not drinks and sick == "not_at_all"/when: heavy-drinking or very-sick/' -e 's/when: sick == "badly", /when: sick == unknown, /' \
    -e 's/heavy or sick == "a_bit", /heavy or sick == "unsure", /' ../questionnaires/nobody/questionnaire.yaml >mine.yaml
iopfit check mine.yaml
